"""URLs that are joined or built, URL objects, and base64."""

from __future__ import annotations

import re
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import formatting, mappings, strings
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


def _b64encode(engine: Engine, made: Call) -> v.Value:
    found = []
    for alternative in first(made):
        text = v.text_of(alternative.content)
        if text is not None:
            import base64

            encoded = base64.b64encode(text.encode("latin-1", "replace")).decode()
            found.append(v.Alternative(encoded, alternative.condition, _last_origin(alternative)))
        else:
            encoded_text = symbol("base64", v.as_symbol(alternative.content))
            found.append(v.Alternative(encoded_text, alternative.condition, _last_origin(alternative)))
    return tuple(found)


def _last_origin(alternative: v.Alternative) -> v.Origin | None:
    """The way that the last piece of a text came, which in a Basic header is the secret one."""
    content = alternative.content
    return content.parts[-1].origin if isinstance(content, v.Text) and content.parts else alternative.origin


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
    return v.only(engine.new(Url(formatting.converted(engine, text, "s", made.node, made.frame))))


class Url(v.Textual):
    """A URL object of httpx, yarl, furl or pydantic; its methods give new ones."""

    __slots__ = ()

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """Joins, or changes what tells nothing of the host."""
        if name in ("add", "set", "remove"):  # furl's change it in place
            self._change(engine, name, call)
            return v.only(self)
        if name in ("child", "add_path_segment", "joinpath"):
            extended = _extended(engine, self.text, list(call.arguments.positional), call)
            return v.only(engine.new(Url(extended)))
        if name in ("join", "__truediv__") and call.arguments.positional:
            base = tuple(v.Alternative(_with_end(a.content), a.condition, a.origin) for a in self.text)
            joined = strings.concatenate(engine, [base, call.arguments.positional[0]], call.node, call.frame)
            return v.only(engine.new(Url(joined)))
        if name in ("human_repr", "__str__", "unicode_string", "tostr", "to_text", "as_string", "geturl"):
            return self.text
        if name in ("copy", "to_uri", "to_iri", "normalize"):
            return v.only(engine.new(Url(self.text)))
        is_changed = name.startswith(("with_", "copy_", "update_")) and name != "with_host"
        return v.only(engine.new(Url(self.text))) if is_changed else None

    def get_attribute(self, engine: Engine, name: str) -> v.Value | None:
        """The URL as a text."""
        return self.text if name in ("url", "href") else None

    def _change(self, engine: Engine, name: str, call: Call) -> None:
        path = call.arguments.keywords.get("path")
        if path is None or name == "remove":
            return
        before = self.text
        engine.undo.record(self, lambda: setattr(self, "text", before))
        base = before if name == "add" else _without_path(before)
        self.text = engine.changed(before, _extended(engine, base, _segments(path), call), self.base)


def _segments(path: v.Value) -> list[v.Value]:
    """Returns the segments of a path that is written as a text or as a list."""
    content = path[0].content if len(path) == 1 else None
    return list(content.items) if isinstance(content, v.Collection) and not content.open else [path]


def _without_path(text: v.Value) -> v.Value:
    found = []
    for alternative in text:
        known = v.text_of(alternative.content)
        scheme, _, rest = (known or "").partition("://")
        content = f"{scheme}://{rest.split('/', 1)[0]}" if rest else symbol("url", v.as_symbol(alternative.content))
        found.append(v.Alternative(content, alternative.condition, alternative.origin))
    return tuple(found)


def _extended(engine: Engine, base: v.Value, segments: list[v.Value], made: Call) -> v.Value:
    """Returns a URL with segments behind it, each after one slash."""
    for segment in segments:
        ended = tuple(v.Alternative(_with_end(a.content), a.condition, a.origin) for a in base)
        begun = tuple(v.Alternative(_without_slash(a.content), a.condition, a.origin) for a in segment)
        base = strings.concatenate(engine, [ended, begun], made.node, made.frame)
    return base


def _path_join(engine: Engine, made: Call) -> v.Value:
    """`os.path.join` of a URL: one slash before each part, and a part that begins with a slash is all that is left."""
    parts = made.arguments.positional
    is_of_url = any("://" in _beginning(a.content) for part in parts[:1] for a in part)
    is_rooted = any(_beginning(a.content).startswith("/") for part in parts[1:] for a in part)
    if not is_of_url or is_rooted or made.arguments.open:
        return v.unknown("path", *(v.as_symbol(value[0].content) for value in parts if value))
    return _extended(engine, parts[0], parts[1:], made)


class Template(v.LibraryObject):
    """`string.Template`: a text with placeholders."""

    __slots__ = ("template",)

    def __init__(self, template: v.Value) -> None:
        self.template = template

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """`substitute(id=…)` fills them in."""
        if name not in ("substitute", "safe_substitute"):
            return None
        given: v.Mapping = engine.new(v.Mapping())
        for value in call.arguments.positional:
            mappings.update(engine, given, value)
        for key, value in call.arguments.keywords.items():
            engine.put(given, key, value)
        return v.union(self._substituted(engine, a, given, call) for a in self.template)

    def _substituted(self, engine: Engine, template: v.Alternative, given: v.Mapping, call: Call) -> v.Value:
        text = v.text_of(template.content)
        if text is None:
            return v.unknown("substituted", v.as_symbol(template.content))
        pieces = _filled_in(text, given, template)
        return v.restrict(strings.concatenate(engine, pieces, call.node, call.frame), template.condition)


def _template(engine: Engine, made: Call) -> v.Value:
    return v.only(engine.new(Template(made.arguments.get(0, "template") or v.NONE)))


_PLACEHOLDER = re.compile(r"\$(?:(\$)|(\w+)|\{(\w+)\})")


def _filled_in(text: str, given: v.Mapping, template: v.Alternative) -> list[v.Value]:
    """Returns the pieces of a text with what stands for its placeholders between them."""
    pieces: list[v.Value] = []
    end = 0
    for match in _PLACEHOLDER.finditer(text):
        pieces.append(v.only(text[end : match.start()], template.origin))
        name = match[2] or match[3]
        entry = tuple(a for a in given.entries.get(name, ()) if a.content is not v.ABSENT)
        pieces.append(v.only("$") if match[1] else entry or v.unknown("placeholder", given.made_at, name))
        end = match.end()
    return [*pieces, v.only(text[end:], template.origin)]


def _without_slash(content: Any) -> Any:
    known = v.text_of(content)
    return known.lstrip("/") if known is not None else content


def _with_end(content: Any) -> Any:
    known = v.text_of(content)
    return known.rstrip("/") + "/" if known is not None else content


def _pydantic_url(engine: Engine, made: Call) -> v.Value:
    """A URL of pydantic ends in a slash if it has no path (https://docs.pydantic.dev/latest/api/networks/)."""
    value = _url_object(engine, made)
    url = value[0].content
    if not isinstance(url, Url):
        return value
    url.text = tuple(
        v.Alternative(f"{known}/", a.condition, a.origin)
        if (known := v.text_of(a.content)) is not None and _HOST_ONLY.fullmatch(known)
        else a
        for a in url.text
    )
    return value


_HOST_ONLY = re.compile(r"\w+://[^/?#]+")

CALLS: dict[str, Model] = {
    **{f"pydantic.{name}": _pydantic_url for name in ("HttpUrl", "AnyHttpUrl", "AnyUrl", "networks.HttpUrl")},
    "pydantic_core.Url": _pydantic_url,
    "os.path.join": _path_join,
    "posixpath.join": _path_join,
    "string.Template": _template,
    "hyperlink.URL.from_text": _url_object,
    "hyperlink.parse": _url_object,
    "purl.URL": _url_object,
    "furl.urljoin": _urljoin,
    "urllib.parse.urljoin": _urljoin,
    "werkzeug.urls.url_join": _urljoin,
    "w3lib.url.urljoin": _urljoin,
    "urllib.parse.quote": same,
    "urllib.parse.quote_plus": same,
    "urllib.parse.urlencode": _urlencode,
    "base64.b64encode": _b64encode,
    "base64.standard_b64encode": _b64encode,
    "base64.urlsafe_b64encode": _b64encode,
    "httpx.URL": _url_object,
    "yarl.URL": _url_object,
    "furl.furl": _url_object,
}
