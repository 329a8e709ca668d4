"""Edits of a notebook: the strings in which the JSON has a cell's lines are replaced, and nothing else of it is touched."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cko_lint.findings import Edit
from cko_lint.fixes.patches import patched

_SPACE = re.compile(r"[ \t\r\n]*")
_PLAIN = re.compile(r"[^\s,\]}\[{\":]+")


class _Value(NamedTuple):
    """A value of a JSON text: where it stands, and what it is made of: members by name, or elements, or a string."""

    start: int
    end: int
    members: dict[str, _Value]
    elements: list[_Value]
    string: str | None = None


def patched_notebook(text: str, edits: Iterable[Edit]) -> str:
    """Returns the JSON of a notebook with the edits in its cells."""
    by_cell: dict[int, list[Edit]] = {}
    for edit in edits:
        by_cell.setdefault(edit.location.cell, []).append(edit)
    replaced = []
    for number, cell in enumerate(_cells(_read(text, 0)), 1):
        source = cell.members.get("source") or cell.members.get("input")
        if number in by_cell and source is not None:
            replaced.append((source.start, source.end, _source(text, source, by_cell[number])))
    for start, end, new in reversed(replaced):
        text = text[:start] + new + text[end:]
    return text


def _cells(notebook: _Value) -> Iterator[_Value]:
    cells = notebook.members.get("cells")
    if cells is not None:
        yield from cells.elements
        return
    sheets = notebook.members.get("worksheets")
    for sheet in sheets.elements if sheets is not None else ():
        found = sheet.members.get("cells")
        yield from found.elements if found is not None else ()


def _source(text: str, source: _Value, edits: list[Edit]) -> str:
    """Returns the JSON of a cell's source with some edits, in the form that it has: one string, or a list of lines."""
    is_ascii = text[source.start : source.end].isascii()
    if source.string is not None:
        return json.dumps(patched(source.string, edits, "\n"), ensure_ascii=is_ascii)
    before = "".join(element.string or "" for element in source.elements)
    lines = patched(before, edits, "\n").splitlines(keepends=True)
    return _listed(text, source, [json.dumps(line, ensure_ascii=is_ascii) for line in lines])


def _listed(text: str, source: _Value, lines: list[str]) -> str:
    """Returns a list of strings with what stands before, between and behind those of a list that is there."""
    if not source.elements or not lines:
        return f"[{', '.join(lines)}]"
    first, last = source.elements[0], source.elements[-1]
    before, behind = text[source.start : first.start], text[last.end : source.end]
    between = text[first.end : source.elements[1].start] if len(source.elements) > 1 else f",{before[1:] or ' '}"
    return before + between.join(lines) + behind


# ------------------------------------------------------------------------- JSON with places


def _read(text: str, at: int) -> _Value:
    """Reads the value that begins at an index, or behind whitespace there."""
    at = _behind_space(text, at)
    match text[at]:
        case '"':
            string, end = json.JSONDecoder(strict=False).raw_decode(text, at)
            return _Value(at, end, {}, [], string)
        case "{":
            return _object(text, at)
        case "[":
            return _list(text, at)
    match = _PLAIN.match(text, at)
    if match is None:
        raise ValueError("no JSON")
    return _Value(at, match.end(), {}, [])


def _object(text: str, start: int) -> _Value:
    members: dict[str, _Value] = {}
    at = _behind_space(text, start + 1)
    while text[at] != "}":
        name = _read(text, at)
        value = _read(text, _behind_space(text, name.end) + 1)
        members[name.string or ""] = value
        at = _behind_comma(text, value.end)
    return _Value(start, at + 1, members, [])


def _list(text: str, start: int) -> _Value:
    elements: list[_Value] = []
    at = _behind_space(text, start + 1)
    while text[at] != "]":
        elements.append(_read(text, at))
        at = _behind_comma(text, elements[-1].end)
    return _Value(start, at + 1, {}, elements)


def _behind_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match is not None else at


def _behind_comma(text: str, at: int) -> int:
    at = _behind_space(text, at)
    return _behind_space(text, at + 1) if text[at] == "," else at
