"""URLs that are joined or built, URL objects, and base64."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import strings
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.logic.conditions import conjoin
from cko_lint.logic.terms import symbol
from cko_lint.models.model import Model, first, same


def _urljoin(engine: Engine, made: Call) -> v.Value:
    found = []
    base, path = made.arguments.get(0, "base"), made.arguments.get(1, "url")
    if base is None or path is None:
        return v.unknown("urljoin", engine.undo.now)
    for a in v.feasible(base, engine.path):
        for b in v.feasible(path, engine.path):
            joined = conjoin(a.condition, b.condition)
            if joined is not None:
                found.append(v.restrict(_joined(engine, a, b, made), joined))
    return v.union(found)


def _joined(engine: Engine, base: v.Alternative, path: v.Alternative, made: Call) -> v.Value:
    known_base, known_path = v.text_of(base.content), v.text_of(path.content)
    if known_base is not None and known_path is not None:
        from urllib.parse import urljoin

        try:
            return v.only(urljoin(known_base, known_path), base.origin)
        except ValueError:
            return v.unknown("urljoin", known_base, known_path)
    beginning = _beginning(path.content)
    if known_base is None:
        pieces = [
            (v.Alternative(base.content, origin=base.origin),),
            v.only("/"),
            (v.Alternative(path.content, origin=path.origin),),
        ]
        return strings.concatenate(engine, pieces, made.node, made.frame)
    root = known_base
    if beginning.startswith("/"):
        scheme, _, rest = known_base.partition("://")
        root = f"{scheme}://{rest.split('/', 1)[0]}"
    elif "/" in known_base.partition("://")[2]:
        root = known_base.rsplit("/", 1)[0] + "/"
    else:
        root = known_base + "/"
    return strings.concatenate(
        engine, [v.only(root, base.origin), (v.Alternative(path.content, origin=path.origin),)], made.node, made.frame
    )


def _beginning(content: Any) -> str:
    if isinstance(content, v.Text) and isinstance(content.parts[0].content, str):
        return content.parts[0].content
    return v.text_of(content) or ""


def _urlunsplit(engine: Engine, made: Call) -> v.Value:
    content = first(made)[0].content if len(first(made)) == 1 else None
    if not isinstance(content, v.Collection) or len(content.items) < 3 or content.open:
        return v.unknown("urlunsplit", engine.undo.now)
    scheme, host, path = content.items[:3]
    return strings.concatenate(
        engine, [scheme, v.only("://"), host, _with_slash(path), *_query(content)], made.node, made.frame
    )


def _with_slash(path: v.Value) -> v.Value:
    return tuple(
        v.Alternative("/" + a.content, a.condition)
        if isinstance(a.content, str) and a.content and not a.content.startswith("/")
        else a
        for a in path
    )


def _query(content: v.Collection) -> list[v.Value]:
    query = content.items[-2]
    known = v.text_of(query[0].content) if len(query) == 1 else None
    return [] if known == "" else [v.only("?"), query]


def _b64encode(engine: Engine, made: Call) -> v.Value:
    found = []
    for alternative in first(made):
        text = v.text_of(alternative.content)
        if text is not None:
            import base64

            encoded = base64.b64encode(text.encode("latin-1", "replace")).decode()
            found.append(v.Alternative(encoded, alternative.condition, alternative.origin))
        else:
            found.append(
                v.Alternative(
                    symbol("base64", v.as_symbol(alternative.content)), alternative.condition, alternative.origin
                )
            )
    return tuple(found)


def _urlencode(engine: Engine, made: Call) -> v.Value:
    """`urlencode({"name": value})`, if all of it is known."""
    found = []
    for alternative in first(made):
        content = alternative.content
        parts: list[v.Part] = []
        entries = content.entries if isinstance(content, v.Mapping) and not content.open else {}
        for name, entry in entries.items():
            if len(entry) != 1 or entry[0].content is v.ABSENT or isinstance(entry[0].content, v.Object):
                parts = []
                break
            parts += [
                v.Part(f"{'&' if parts else ''}{name}=", None),
                *map(_quoted, strings.parts_of(entry[0].content, entry[0].origin)),
            ]
        made_of: Any = v.Text(parts) if parts else symbol("urlencode", v.as_symbol(content))
        found.append(v.Alternative(made_of, alternative.condition))
    return tuple(found)


_QUOTED = str.maketrans({"%": "%25", "+": "%2B", "&": "%26", " ": "+"})


def _quoted(part: v.Part) -> v.Part:
    """A piece of a value as it stands in a form: what separates fields or words is encoded, and what is in a key is not."""
    return v.Part(part.content.translate(_QUOTED), part.origin) if isinstance(part.content, str) else part


def _url_object(engine: Engine, made: Call) -> v.Value:
    text = made.arguments.get(0, "url")
    if text is None:
        return v.unknown("url", engine.undo.now)
    return v.only(engine.new(Url(strings.formatted(engine, text, made.node, made.frame))))


class Url(v.Textual):
    """A URL object of httpx, yarl, furl or pydantic; its methods give new ones."""

    __slots__ = ()

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """Joins, or changes what tells nothing of the host."""
        if name in ("join", "__truediv__", "joinpath") and call.arguments.positional:
            base = tuple(v.Alternative(_with_end(a.content), a.condition, a.origin) for a in self.text)
            joined = strings.concatenate(engine, [base, call.arguments.positional[0]], call.node, call.frame)
            return v.only(engine.new(Url(joined)))
        if name in ("human_repr", "__str__", "unicode_string"):
            return self.text
        is_changed = name.startswith(("with_", "copy_", "update_")) and name != "with_host"
        return v.only(engine.new(Url(self.text))) if is_changed else None


def _with_end(content: Any) -> Any:
    known = v.text_of(content)
    return known.rstrip("/") + "/" if known is not None else content


CALLS: dict[str, Model] = {
    "urllib.parse.urljoin": _urljoin,
    "werkzeug.urls.url_join": _urljoin,
    "w3lib.url.urljoin": _urljoin,
    "urllib.parse.urlunsplit": _urlunsplit,
    "urllib.parse.urlunparse": _urlunsplit,
    "urllib.parse.quote": same,
    "urllib.parse.quote_plus": same,
    "urllib.parse.urlencode": _urlencode,
    "base64.b64encode": _b64encode,
    "base64.standard_b64encode": _b64encode,
    "base64.urlsafe_b64encode": _b64encode,
    "httpx.URL": _url_object,
    "yarl.URL": _url_object,
    "furl.furl": _url_object,
    "pydantic.HttpUrl": _url_object,
    "pydantic.AnyHttpUrl": _url_object,
    "pydantic.AnyUrl": _url_object,
}
