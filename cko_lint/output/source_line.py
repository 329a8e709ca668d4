"""A line of source as a terminal shows it: keys cut short, and the screen column of every character known."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from cko_lint.checkout.redaction import cuts

_TAB = "    "
_LONGEST = 160
_BEFORE = 60
_CUT = "…"


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line to print, and for each character of the original, and its end, the screen cell it begins at, from 0."""

    text: str
    cells: tuple[int, ...]

    def cell(self, column: int) -> int:
        """Returns the screen cell of a 1-based column; beyond the end, that of the end."""
        return self.cells[min(max(column, 1), len(self.cells)) - 1]

    def index(self, column: int) -> int:
        """Returns where in the text a 1-based column is; beyond the end, the end."""
        cell, at = self.cell(column), 0
        for index, sign in enumerate(self.text):
            if at >= cell:
                return index
            at += _cells(sign)
        return len(self.text)

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
    text: list[str] = []
    origins: list[range] = []
    done = 0
    for start, end, shown in [*cuts(line, in_pieces), (len(line), len(line), "")]:
        text += (line[done:start], shown)
        origins += [range(index, index + 1) for index in range(done, start)]
        marks = [start + (end - start) * index // len(shown) for index in range(len(shown) + 1)] if shown else []
        origins += [range(left, right) for left, right in pairwise(marks)]
        done = end
    return "".join(text), origins
