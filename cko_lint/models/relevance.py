"""Which values matter for a request: what is done with anything else says nothing of it."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.evidence import urls
from cko_lint.logic.terms import Term
from cko_lint.sources.prefilter import is_anchor, is_key_name

_DEEPEST = 2
_HEADERS = frozenset({"authorization", "accept", "content-type", "user-agent", "cko-idempotency-key"})
_OBJECTS = (v.LibraryObject, v.Instance, v.FunctionValue, v.ClassValue, v.Partial, v.Deferred)


def matters(value: v.Value, depth: int = _DEEPEST) -> bool:
    """Whether a value can be a response, a session, a function, a URL, headers, a key, or hold one."""
    return any(_is_relevant(alternative.content, depth) for alternative in value)


def _is_relevant(content: Any, depth: int) -> bool:
    if isinstance(content, _OBJECTS):
        return True
    if isinstance(content, v.Bound):
        return not isinstance(content.receiver, (Term, v.Bystander, v.Bound))
    if isinstance(content, v.Text):
        return bool(content.symbol.sources) or any(_is_of_checkout(part.content) for part in content.parts)
    if isinstance(content, Term):
        return bool(content.sources) or _is_of_checkout(content)
    if isinstance(content, v.Mapping):
        is_headers = any(isinstance(key, str) and key.lower() in _HEADERS for key in content.entries)
        return is_headers or (depth > 0 and any(matters(held, depth - 1) for held in content.entries.values()))
    if isinstance(content, v.Collection):
        return depth > 0 and any(matters(held, depth - 1) for held in content.items)
    return _is_of_checkout(content)


def _is_of_checkout(content: Any) -> bool:
    """Whether a text, or a piece of one, can be Checkout.com's host, or a key."""
    if isinstance(content, str):
        return "checkout" in content.lower() or is_anchor(content.encode("utf-8", "replace"))
    if urls.variable(content)[0] is not None:
        return True
    is_environment = isinstance(content, Term) and content.kind == "environment" and isinstance(content.parts[0], str)
    return is_environment and is_key_name(content.parts[0])
