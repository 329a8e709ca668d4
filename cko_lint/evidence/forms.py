"""The body of a request as its receiver sees it: a form with its fields, JSON, nothing, or not known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter import lookup
from cko_lint.interpreter.strings import parts_of
from cko_lint.logic.terms import Term

Fields = dict[str, v.Value]


class Form:
    """A form: its fields by name, each a value that may be ABSENT; `is_open` if there may be more."""

    __slots__ = ("fields", "is_open")

    def __init__(self, fields: Fields, is_open: bool = False) -> None:
        self.fields = fields
        self.is_open = is_open


NOTHING = "nothing"
JSON = "json"
UNSEEN = "unseen"
Body = Form | str
"""A form, or one of NOTHING, JSON and UNSEEN."""


def body_of(content: Any, origin: v.Origin | None = None) -> Body:
    """Returns what the receiver sees of what is passed as the data of a request."""
    if content is None or content is v.ABSENT:
        return NOTHING
    if isinstance(content, v.Mapping):
        return _of_mapping(content)
    if isinstance(content, v.Collection):
        return _of_pairs(content)
    if isinstance(content, (str, bytes, v.Text)):
        return _of_text(parts_of(content, origin))
    return JSON if isinstance(content, Term) and content.kind == "json" else UNSEEN


def query_of(content: Any, origin: v.Origin | None = None) -> Form | None:
    """Returns the fields in the query of a URL, if it has one that is known."""
    if not isinstance(content, (str, bytes, v.Text)):
        return None
    parts = parts_of(content, origin)
    for index, part in enumerate(parts):
        if isinstance(part.content, str) and "?" in part.content:
            rest = v.Part(part.content.partition("?")[2], part.origin)
            found = _of_text([rest, *parts[index + 1 :]])
            return found if isinstance(found, Form) else None
    return None


def _of_mapping(content: v.Mapping) -> Form:
    named = {lookup.as_constant(name): entry for name, entry in content.entries.items()}
    fields = {name: entry for name, entry in named.items() if isinstance(name, str)}
    return Form(fields, content.open or content.any_key is not None or len(fields) < len(content.entries))


def _of_pairs(content: v.Collection) -> Body:
    fields: Fields = {}
    for item in content.items:
        pair = item[0].content if len(item) == 1 else None
        if not isinstance(pair, v.Collection) or len(pair.items) != 2 or len(pair.items[0]) != 1:
            return UNSEEN
        name = v.text_of(pair.items[0][0].content)
        if name is None:
            return UNSEEN
        fields[name] = pair.items[1]
    return Form(fields, content.open)


def _of_text(parts: list[v.Part]) -> Body:
    first = parts[0].content if parts else ""
    if isinstance(first, str) and first.lstrip().startswith(("{", "[")):
        return JSON
    from urllib.parse import unquote_plus

    fields: Fields = {}
    is_open = False
    for pieces in _between_ampersands(parts):
        name, equals, value = str(pieces[0].content).partition("=")
        if not isinstance(pieces[0].content, str) or not equals:
            is_open = is_open or any(piece.content != "" for piece in pieces)
            continue
        given = [v.Part(value, pieces[0].origin), *pieces[1:]]
        known = [p if isinstance(p.content, Term) else v.Part(unquote_plus(p.content), p.origin) for p in given]
        fields[unquote_plus(name)] = (_as_one(known),)
    return Form(fields, is_open)


def _between_ampersands(parts: list[v.Part]) -> Iterator[list[v.Part]]:
    """Yields the pieces of each field of a form that is written as a text."""
    field: list[v.Part] = []
    for part in parts:
        if not isinstance(part.content, str):
            field.append(part)
            continue
        first, *rest = part.content.split("&")
        field.append(v.Part(first, part.origin))
        for piece in rest:
            yield field
            field = [v.Part(piece, part.origin)]
    if field:
        yield field


def _as_one(pieces: list[v.Part]) -> v.Alternative:
    kept = [piece for piece in pieces if piece.content != ""]
    if len(kept) == 1:
        return v.Alternative(kept[0].content, origin=kept[0].origin)
    return v.Alternative(v.Text(kept or [v.Part("", None)]))
