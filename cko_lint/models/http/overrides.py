"""Classes of the project that are derived from a library's session, and change how it sends."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import external, judgments, lookup
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call

# The methods by which the libraries prepare, sign and send, and by which a class of the project can change that.
_OVERRIDES = frozenset(
    """
    build_request rebuild_auth get_adapter urlopen request_context connection_from_context
    connection_from_host connection_from_pool_key connection_from_url __getattribute__ _build_auth _build_request_auth
    _enforce_trailing_slash _init_transport _merge_headers _merge_queryparams _request _send _send_handling_auth
    _send_handling_redirects _send_single_request _transport_for_url
    """.split()
)
SEEN_THROUGH = ("send", "prepare_request")
"""Those that can be run to see what they do."""
_PROPERTIES = ("headers", "auth", "hooks", "event_hooks", "adapters")


def changes_sending(engine: Engine, cls: v.ClassValue) -> bool:
    """Whether a class of sessions changes how its library sends, or has an unknown base that may."""
    if any(lookup.find(cls, name) for name in _OVERRIDES):
        return True
    held = [a.content for name in _PROPERTIES for a in lookup.find(cls, name) or ()]
    if any(isinstance(content, v.FunctionValue) for content in held):
        return True
    names = [external.external_name(base) for base in lookup.mro(cls) if not isinstance(base, v.ClassValue)]
    return any(name is None or not engine.models.lets_through(name) for name in names)


def by_own_request(engine: Engine, receiver: Any, replaced: v.Value | None, verb: str, call: Call) -> v.Value | None:
    """Calls, for a verb, the `request` that a session was given, or that of a project's class; None if it has none."""
    own = replaced
    if own is None and isinstance(receiver, v.Instance):
        found = lookup.find(receiver.cls, "request")
        own = (lookup.bind(receiver, "request", found),) if found is not None else None
    if own is None:
        return None
    return judgments.call(engine, own, _as_request(engine, verb, call.arguments), call.node, call.frame)


def _as_request(engine: Engine, verb: str, arguments: Arguments) -> Arguments:
    """Returns the arguments of `request` that those of a verb become."""
    method = v.only(verb.upper()) if verb else v.unknown("method", engine.undo.now)
    keywords = dict(arguments.keywords)
    for value, argument in zip(arguments.positional[1:], ("data", "json"), strict=False):
        keywords[argument] = value
    return Arguments([method, *arguments.positional[:1]], keywords, arguments.open)


def replaces_sending(name: str) -> bool:
    """Whether an attribute is a method by which a session sends: what a program sets it to may do anything."""
    return name in _OVERRIDES or name in SEEN_THROUGH
