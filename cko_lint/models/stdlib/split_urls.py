"""What `urllib.parse` takes URLs apart into, and makes of the parts."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import urlparse, urlsplit

from cko_lint import values as v
from cko_lint.interpreter import strings
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.logic.terms import symbol
from cko_lint.models.model import Model, first

_FIELDS = ("scheme", "netloc", "path", "query", "fragment")
_OF_HOST = ("hostname", "port", "username", "password")
_Parts = list[v.Part]


class SplitUrl(v.WithAttributes):
    """The parts of a URL, by their names, in the order that they have in the tuple."""

    __slots__ = ()

    def get_attribute(self, engine: Engine, name: str) -> v.Value | None:
        """A part, or what is taken out of the one with the host."""
        if name in _OF_HOST:
            return tuple(v.Alternative(_of_host(a.content, name), a.condition) for a in self.attributes["netloc"])
        return self.attributes.get(name)

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """The URL as a text, or with other parts; a part by its position."""
        if name == "geturl":
            return _put_together(engine, [self.attributes[name] for name in _FIELDS], call)
        if name == "_replace" and not call.arguments.open:
            return v.only(engine.new(SplitUrl({**self.attributes, **call.arguments.keywords})))
        if name == "__iter__":
            return v.only(engine.new(v.Collection("tuple", list(self.attributes.values()))))
        if name == "__getitem__" and call.arguments.positional:
            at, parts = call.arguments.positional[0][0].content, list(self.attributes.values())
            return parts[at] if isinstance(at, int) and -len(parts) <= at < len(parts) else None
        return None


def _of_host(content: Any, name: str) -> Any:
    """Returns the name of a host, or what stands around it."""
    known = v.text_of(content)
    try:
        return getattr(urlsplit(f"//{known}"), name) if known is not None else symbol(name, v.as_symbol(content))
    except ValueError:
        return symbol(name, known)


# ----------------------------------------------------------------------- apart


def _split(engine: Engine, made: Call, split: Any) -> v.Value:
    found = []
    for alternative in v.feasible(first(made), engine.path):
        parts = _taken_apart(engine, alternative, made, split)
        content = (
            engine.new(SplitUrl(parts)) if parts is not None else symbol("urlsplit", v.as_symbol(alternative.content))
        )
        found.append(v.Alternative(content, alternative.condition, alternative.origin))
    return tuple(found)


def _taken_apart(engine: Engine, url: v.Alternative, made: Call, split: Any) -> dict[str, v.Value] | None:
    """Returns the parts of a URL; None if its host is not known to be written out as a whole."""
    known = v.text_of(url.content) if not isinstance(url.content, bytes) else None
    if known is None:
        found = _text_apart(engine, url, made) if isinstance(url.content, v.Text) else {}
        return {name: found[name] for name in split("")._fields} if found else None
    try:
        parts = split(known)
    except ValueError:
        return None
    found = {name: v.only(getattr(parts, name), url.origin) for name in parts._fields}
    otherwise = made.arguments.get(1, "scheme")
    return found | {"scheme": otherwise} if otherwise is not None and not parts.scheme else found


def _text_apart(engine: Engine, url: v.Alternative, made: Call) -> dict[str, v.Value]:
    """Returns the parts of a text with pieces: a hole behind the host is taken for a piece of the part that it stands in."""
    whole, fragment = _divided(url.content.parts, "#")
    before, query = _divided(whole, "?")
    beginning, rest = _beginning(before)
    scheme, colon, behind = beginning.partition("://")
    host, slash, path = behind.partition("/")
    if not colon or not slash:
        return {}

    def joined(parts: _Parts | None, name: str) -> v.Value:
        if parts is None:  # a hole may have it
            return v.unknown("part of a URL", v.as_symbol(url.content), name)
        pieces: list[v.Value] = [(v.Alternative(part.content, origin=part.origin),) for part in parts]
        return strings.concatenate(engine, pieces, made.node, made.frame)

    return {
        "scheme": v.only(scheme.lower()), "netloc": v.only(host, url.origin),
        "path": joined([v.Part(f"/{path}", url.origin), *rest], "path"), "params": joined(None, "params"),
        "query": joined(query, "query"), "fragment": joined(fragment, "fragment"),
    }  # fmt: skip


def _divided(parts: _Parts, mark: str) -> tuple[_Parts, _Parts | None]:
    """Returns the pieces of a text before the first mark, and those behind it; None if there is no mark."""
    for at, part in enumerate(parts):
        if isinstance(part.content, str) and mark in part.content:
            left, _, right = part.content.partition(mark)
            return [*parts[:at], v.Part(left, part.origin)], [v.Part(right, part.origin), *parts[at + 1 :]]
    return parts, None


def _beginning(parts: _Parts) -> tuple[str, _Parts]:
    """Returns what is written out at the beginning of a text, and the pieces behind it."""
    rest, written = list(parts), ""
    while rest and isinstance(rest[0].content, str):
        written += rest.pop(0).content  # type: ignore[operator]
    return written, rest


# -------------------------------------------------------------------- together


def _urlunsplit(engine: Engine, made: Call) -> v.Value:
    found = []
    for alternative in v.feasible(first(made), engine.path):
        found.append(v.restrict(_joined(engine, alternative.content, made), alternative.condition))
    return v.union(found)


def _joined(engine: Engine, content: Any, made: Call) -> v.Value:
    if isinstance(content, SplitUrl):
        return _put_together(engine, [content.attributes[name] for name in _FIELDS], made)
    if not isinstance(content, v.Collection) or len(content.items) not in (5, 6) or content.open:
        return v.unknown("urlunsplit", v.as_symbol(content))
    return _put_together(engine, [*content.items[:3], *content.items[-2:]], made)


def _put_together(engine: Engine, parts: list[v.Value], made: Call) -> v.Value:
    scheme, host, path, query, fragment = parts
    if any(v.text_of(a.content) != "" for a in host):
        path = tuple(_with_slash(a) for a in path)
    pieces = [_unless_empty("", scheme, ":"), _unless_empty("//", host), path]
    pieces += [_unless_empty("?", query), _unless_empty("#", fragment)]
    return strings.concatenate(engine, pieces, made.node, made.frame)


def _unless_empty(before: str, value: v.Value, behind: str = "") -> v.Value:
    """Returns a part with the marks around it, which are left out with it."""
    return tuple(
        a
        if v.text_of(a.content) == ""
        else v.Alternative(
            v.Text([v.Part(before, None), *strings.parts_of(a.content, a.origin), v.Part(behind, None)]),
            a.condition,
            a.origin,
        )
        for a in value
    )


def _with_slash(path: v.Alternative) -> v.Alternative:
    known = path.content if isinstance(path.content, str) else "/"
    return path if not known or known.startswith("/") else v.Alternative("/" + known, path.condition)


CALLS: dict[str, Model] = {
    "urllib.parse.urlsplit": partial(_split, split=urlsplit),
    "urllib.parse.urlparse": partial(_split, split=urlparse),
    "urllib.parse.urlunsplit": _urlunsplit,
    "urllib.parse.urlunparse": _urlunsplit,
}
