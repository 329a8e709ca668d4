"""A line of source as a terminal shows it: keys cut short, and the screen column of every character known."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from cko_lint.checkout.keys import redact, redact_pieces

_TAB = "    "
_LONGEST = 160
_BEFORE = 60
_CUT = "…"
_COMPARABLE = 2000  # characters; comparing longer lines takes too long, and their marks may be a little off


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line to print, and for each character of the original, and its end, the screen cell it begins at, from 0."""

    text: str
    cells: tuple[int, ...]

    def cell(self, column: int) -> int:
        """Returns the screen cell of a 1-based column; beyond the end, that of the end."""
        return self.cells[min(max(column, 1), len(self.cells)) - 1]

    def around(self, first: int) -> tuple[str, int]:
        """Returns what to print of a line too long for any screen, around a cell, and by how much cells shift."""
        if width(self.text) <= _LONGEST:
            return self.text, 0
        start = max(0, min(first - _BEFORE, width(self.text) - _LONGEST))
        text = _window(self.text, start, _LONGEST)
        return (text, 0) if start == 0 else (_CUT + text, 1 - start)


def source_line(line: str, in_pieces: str = "") -> SourceLine:
    """Returns a source line ready to print. Where a key was cut, its characters share what is left of it.

    With `in_pieces`, strings that may be pieces of a key are cut too: those with `digits`, or all `words`.
    """
    text, origins = _without_keys(line, in_pieces)
    shown: list[str] = []
    cells = [0] * (len(line) + 1)
    at = 0
    for sign, origin in zip(text, origins, strict=True):
        for index in origin:
            cells[index] = at
        printed = _TAB if sign == "\t" else sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}"
        shown.append(printed)
        at += width(printed)
    cells[len(line)] = at
    return SourceLine("".join(shown), tuple(cells))


def width(text: str) -> int:
    """Returns how many cells of a terminal a text takes: wide characters two, combining ones none."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _window(text: str, start: int, length: int) -> str:
    at, kept = 0, []
    for sign in text:
        if start <= at < start + length:
            kept.append(sign)
        at += _cells(sign)
    return "".join(kept) + (_CUT if at > start + length else "")


def _without_keys(line: str, in_pieces: str) -> tuple[str, list[range]]:
    """Returns a line with its keys cut short, and which characters of the original stand behind each that is left."""
    short = redact_pieces(redact(line), in_pieces == "words") if in_pieces else redact(line)
    if short == line:
        return line, [range(index, index + 1) for index in range(len(line))]
    origins: list[range] = []
    done = 0  # what was cut without a trace belongs to the next character that is left
    for same, start, end, left, right in _differences(line, short):
        for index in range(left, right):
            upto = start + index - left + 1 if same else start + (end - start) * (index - left + 1) // (right - left)
            origins.append(range(done, upto))
            done = upto
    return short, origins


def _differences(line: str, short: str) -> Iterator[tuple[bool, int, int, int, int]]:
    if len(line) > _COMPARABLE:
        yield False, 0, len(line), 0, len(short)
        return
    for kind, start, end, left, right in SequenceMatcher(None, line, short, autojunk=False).get_opcodes():
        yield kind == "equal", start, end, left, right
