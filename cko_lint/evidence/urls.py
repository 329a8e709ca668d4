"""URLs as far as they are known: which host, which environment, which path."""

from __future__ import annotations

import re
from typing import Any

from cko_lint import values as v
from cko_lint.checkout.hosts import Host, find_added, find_host, find_host_with_hole, find_variable, has_variables
from cko_lint.evidence.places import literal_of, written_at
from cko_lint.facts import Url
from cko_lint.interpreter.strings import parts_of
from cko_lint.logic.terms import Term

_HOLE = "\0"
_URL = re.compile(r"(?:(?P<scheme>[a-zA-Z][a-zA-Z0-9+.-]*)://)?(?P<host>[^/?#]*)(?P<path>[^?#]*)")
_LABELS = re.compile(r"[A-Za-z0-9.-]+")


def parse_url(content: Any, origin: v.Origin | None = None) -> Url | None:
    """Returns what is known of a URL; None for what is no URL of Checkout.com's for certain.

    Holes are kept: a host is known if its last labels are, a path segment if all of it is.
    """
    parts = [v.Part(content, origin)] if isinstance(content, (str, Term)) else parts_of(content, origin)
    text = "".join(part.content if isinstance(part.content, str) else _HOLE for part in parts).strip()
    if "://" not in text:
        return _of_variable(parts)
    match = _URL.match(text)
    if match is None or (match["scheme"] or "https").lower() not in ("http", "https"):
        return None
    host, glued = _host(match["host"])
    if host is None:
        return None
    path = _path(glued + match["path"])
    host = host.for_path(path)
    if host.name == "sandbox.checkout.com" and not (path and path[0] == "api2"):
        return None
    place = next((literal_of(part.origin) for part in parts if _names(part, host)), None)
    prefix = next((literal_of(part.origin) for part in parts if _has_prefix(part, host)), None)
    written = next((written_at(part.origin) for part in parts if _names(part, host)), None)
    return Url((match["scheme"] or "https").lower(), host, path, place, prefix, written)


def _of_variable(parts: list[v.Part]) -> Url | None:
    """Returns what is known of a URL that begins with a variable, if settings say that it has a URL of the API."""
    rest = "".join(part.content if isinstance(part.content, str) else _HOLE for part in parts[1:])
    host, more = variable(parts[0].content, parts[0].origin) if parts else (None, "")
    if host is None:
        return None
    path = _path(more + rest) if more + rest else None  # the variable may have one
    return Url(None, host.for_path(path), path)


def variable(content: Any, origin: v.Origin | None = None) -> tuple[Host | None, str]:
    """Returns the host of a variable that settings say has a URL of the API, or None, and a text that is put behind it."""
    if not has_variables():
        return None, ""
    behind = ""
    while isinstance(content, Term) and content.kind in _KEEPING:
        if content.kind == "operation":
            sign, content, more = (*content.parts, None, None)[:3]
            behind = (more if sign == "+" and isinstance(more, str) else _HOLE) + behind
        else:
            content = content.parts[0]
    named = (
        [step.name for step in origin.chain() if step.kind in ("variable", "attribute")] if origin is not None else []
    )
    found = (find_variable(name) for name in (_name_of(content), *named) if name)
    return next((host for host in found if host is not None), None), behind


_KEEPING = frozenset({"text of", "rstrip", "strip", "removesuffix", "operation"})


def _name_of(content: Any) -> str | None:
    """Returns the name of an environment variable, of an attribute, or the full name of something that is not in the project."""
    if isinstance(content, v.External):
        return content.name
    if isinstance(content, Term) and content.kind in ("environment", "attribute", "setting"):
        name = content.parts[-1]
        return name if isinstance(name, str) else None
    return None


def _names(part: v.Part, host: Host) -> bool:
    return isinstance(part.content, str) and host.name.lower() in part.content.lower()


def _has_prefix(part: v.Part, host: Host) -> bool:
    """Whether a piece of a URL is where the merchant's prefix of its host comes from."""
    if not host.subdomain or host.subdomain == "?" or not isinstance(part.content, str):
        return False
    return re.search(rf"(?<![a-z0-9-]){re.escape(host.subdomain)}(?![a-z0-9-])", part.content.lower()) is not None


def _host(text: str) -> tuple[Host | None, str]:
    """Returns the host, and what stands behind it without a slash: a hole that begins with one."""
    text = text.rsplit("@", 1)[-1]
    added = find_added(text)
    if added is not None:
        return added, ""
    name, colon, _ = text.partition(":")
    if colon:
        text = name
    if _HOLE not in text:
        return find_host(text), ""
    before, _, after = text.partition(_HOLE)
    if before and not _LABELS.fullmatch(before):
        return None, ""
    whole = find_host(before) if before else None
    if whole is not None:
        return whole, _HOLE + after
    if before and not before.startswith("pl-"):
        return None, ""
    last = after.rsplit(_HOLE, 1)[-1] if _HOLE in after else after
    if _HOLE in after and find_host_with_hole(after.split(_HOLE, 1)[0]):
        found = find_host_with_hole(after.split(_HOLE, 1)[0])
        return found, _HOLE
    return find_host_with_hole(last), ""


def _path(text: str) -> tuple[str | None, ...] | None:
    if text.startswith(_HOLE):
        return None if text.strip(_HOLE + "/") == "" else (None, *_segments(text.partition("/")[2]))
    return _segments(text.lstrip("/"))


def _segments(text: str) -> tuple[str | None, ...]:
    stripped = text.rstrip("/")
    if not stripped:
        return ()
    return tuple(None if _HOLE in segment else segment for segment in stripped.split("/"))


def join(base: Any, path: Any, base_origin: v.Origin | None, path_origin: v.Origin | None) -> Any:
    """Returns a relative URL put behind a base, as the clients with a base URL do it."""
    text = v.text_of(path)
    first = text if text is not None else _beginning(path)
    if first is not None and "://" in first:
        return path
    pieces = [*parts_of(base, base_origin), v.Part("/", None), *parts_of(path, path_origin)]
    return v.Text(_single_slashes(pieces))


def _beginning(content: Any) -> str | None:
    if isinstance(content, v.Text) and isinstance(content.parts[0].content, str):
        return content.parts[0].content
    return None


def _single_slashes(parts: list[v.Part]) -> list[v.Part]:
    found: list[v.Part] = []
    for part in parts:
        content = part.content
        if (
            isinstance(content, str)
            and found
            and isinstance(found[-1].content, str)
            and found[-1].content.endswith("/")
        ):
            content = content.lstrip("/")
        if content != "":
            found.append(v.Part(content, part.origin))
    return found
