"""What `urllib.parse` takes URLs apart into, and makes of the parts."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from cko_lint import values as v
from cko_lint.interpreter import strings
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.logic.terms import symbol
from cko_lint.models.model import Model, first

_FIELDS = ("scheme", "netloc", "path", "query", "fragment")


class SplitUrl(v.WithAttributes):
    """The parts of a URL, by their names."""

    __slots__ = ()

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """The URL as a text, or with other parts; a part by its position."""
        if name == "geturl":
            return _joined(engine, self, call)
        if name == "_replace" and not call.arguments.open:
            return v.only(engine.new(SplitUrl({**self.attributes, **call.arguments.keywords})))
        if name == "__getitem__" and call.arguments.positional:
            at = call.arguments.positional[0][0].content
            return self.attributes[_FIELDS[at]] if isinstance(at, int) and 0 <= at < 3 else None
        return None


def _urlsplit(engine: Engine, made: Call) -> v.Value:
    found = []
    for alternative in v.feasible(first(made), engine.path):
        parts = _taken_apart(engine, alternative, made)
        content = (
            engine.new(SplitUrl(parts)) if parts is not None else symbol("urlsplit", v.as_symbol(alternative.content))
        )
        found.append(v.Alternative(content, alternative.condition, alternative.origin))
    return tuple(found)


def _taken_apart(engine: Engine, url: v.Alternative, made: Call) -> dict[str, v.Value] | None:
    """Returns the parts of a URL; None if its host is not known to be written out as a whole."""
    known = v.text_of(url.content)
    if known is not None:
        try:
            parts = urlsplit(known)
        except ValueError:
            return None
        host = v.only(parts.hostname, url.origin)
        return {"hostname": host} | {name: v.only(getattr(parts, name), url.origin) for name in _FIELDS}
    beginning, rest = _beginning(url.content)
    scheme, colon, behind = beginning.partition("://")
    host_name, slash, path = behind.partition("/")
    if not colon or not slash:
        return None
    pieces = [v.only(f"/{path}", url.origin), *((v.Alternative(part.content, origin=part.origin),) for part in rest)]
    return {
        "scheme": v.only(scheme), "netloc": v.only(host_name, url.origin), "hostname": v.only(host_name, url.origin),
        "path": strings.concatenate(engine, pieces, made.node, made.frame), "query": v.only(""), "fragment": v.only(""),
    }  # fmt: skip


def _beginning(content: Any) -> tuple[str, list[v.Part]]:
    """Returns what is written out at the beginning of a text, and the pieces behind it."""
    rest = list(content.parts) if isinstance(content, v.Text) else []
    written = ""
    while rest and isinstance(rest[0].content, str):
        written += rest.pop(0).content  # type: ignore[operator]
    return written, rest


def _joined(engine: Engine, parts: SplitUrl, made: Call) -> v.Value:
    scheme, host, path, query, _ = (parts.attributes[name] for name in _FIELDS)
    return _put_together(engine, scheme, host, path, query, made)


def _put_together(engine: Engine, scheme: v.Value, host: v.Value, path: v.Value, query: v.Value, made: Call) -> v.Value:
    pieces = [scheme, v.only("://"), host, _with_slash(path), *_behind_mark(query)]
    return strings.concatenate(engine, pieces, made.node, made.frame)


def _urlunsplit(engine: Engine, made: Call) -> v.Value:
    content = first(made)[0].content if len(first(made)) == 1 else None
    if isinstance(content, SplitUrl):
        return _joined(engine, content, made)
    if not isinstance(content, v.Collection) or len(content.items) < 3 or content.open:
        return v.unknown("urlunsplit", engine.undo.now)
    scheme, host, path = content.items[:3]
    return _put_together(engine, scheme, host, path, content.items[-2], made)


def _with_slash(path: v.Value) -> v.Value:
    return tuple(
        v.Alternative("/" + a.content, a.condition)
        if isinstance(a.content, str) and a.content and not a.content.startswith("/")
        else a
        for a in path
    )


def _behind_mark(query: v.Value) -> list[v.Value]:
    known = v.text_of(query[0].content) if len(query) == 1 else None
    return [] if known == "" else [v.only("?"), query]


CALLS: dict[str, Model] = {
    "urllib.parse.urlsplit": _urlsplit,
    "urllib.parse.urlparse": _urlsplit,
    "urllib.parse.urlunsplit": _urlunsplit,
    "urllib.parse.urlunparse": _urlunsplit,
}
