"""Lines of a text, as Python and editors count them: they end in CR LF, CR or LF, and in nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

LINE_END = re.compile(r"\r\n|\r|\n")
_WITH_END = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")

_LONGEST = 1 << 16
_SHARED = 1_000  # what a name, a key or a URL needs around it
_SHOWN, _AROUND = 300, 80
_WIDEST, _LEFT, _RIGHT = 2_000, 400, 1_000
_CUT = "…"
_SEPARATOR = re.compile(r"[^A-Za-z0-9_*#$=+/.%-]")


class ColumnUnit(str, Enum):
    """What columns count: an editor counts in one of these."""

    CHARACTERS = "characters"
    BYTES = "bytes"
    """Of UTF-8."""
    UTF_16 = "utf-16"
    """Code units of UTF-16: of an emoji, two."""

    def length(self, text: str) -> int:
        """Returns how many units a text has."""
        match self:
            case ColumnUnit.CHARACTERS:
                return len(text)
            case ColumnUnit.BYTES:
                return len(text.encode("utf-8", "surrogatepass"))
            case ColumnUnit.UTF_16:
                return len(text) + sum(sign > "\uffff" for sign in text)


def split_lines(text: str) -> list[str]:
    """Returns the lines of a text, without their ends; the last one may be empty."""
    return LINE_END.split(text)


def lines_with_ends(text: str) -> list[str]:
    """Returns the lines of a text with their ends, so that they make the text again."""
    return _WITH_END.findall(text)


class Piece(NamedTuple):
    """A line, or a piece of one that is too long to be held as a whole.

    `number` counts the lines from 1, `before` the characters of the line that are left of `text`. Pieces of one line share
    what is around their borders, so that nothing is torn apart: what begins in `text` from `start` to `end` is this one's.
    """

    number: int
    before: int
    text: str
    start: int
    end: int

    def owns(self, at: int) -> bool:
        """Whether what begins at an index of `text` is this piece's, and no neighbour's."""
        return self.start <= at < self.end

    @property
    def is_last(self) -> bool:
        """Whether the line ends with it."""
        return self.end == len(self.text)

    @property
    def is_whole(self) -> bool:
        """Whether this is a whole line."""
        return not self.before and self.is_last


def pieces(blocks: Iterable[bytes]) -> Iterator[Piece]:
    """Yields the lines of a text in UTF-8 that comes in blocks, between which no character is torn apart."""
    number, before, start, rest = 1, 0, 0, ""
    for index, block in enumerate(blocks):
        text = rest + block.decode("utf-8" if index else "utf-8-sig", errors="replace")
        held = "\r" if text.endswith("\r") else ""  # its line feed may be in the next block
        *lines, rest = split_lines(text.removesuffix(held))
        for line in lines:
            yield Piece(number, before, line, start, len(line))
            number += 1
            before = start = 0
        if len(rest) > _LONGEST and not held:
            end = len(rest) - _SHARED
            yield Piece(number, before, rest, start, end)
            before, start, rest = before + end - _SHARED, _SHARED, rest[end - _SHARED :]
        rest += held
    for line in split_lines(rest):
        yield Piece(number, before, line, start, len(line))
        number, before, start = number + 1, 0, 0


def excerpt(line: str, start: int, length: int) -> str:
    """Returns the part of a line that says what is at an index: all of it, or of a minified one what is near."""
    return line.strip() if len(line) <= _SHOWN else line[max(start - _AROUND, 0) : start + length + _AROUND]


class Window(NamedTuple):
    """A line, or what is near a place on one that is too long to be shown; `before` characters of it are left of `text`."""

    text: str
    before: int


def window(line: str, column: int, goes_on_left: bool = False, goes_on_right: bool = False) -> Window:
    """Returns what is near a column, from 1, of a line or of a piece of one.

    Where it is cut off there is a `…`, and no word is torn apart: half a key would not be known for one.
    """
    if len(line) <= _WIDEST and not goes_on_left and not goes_on_right:
        return Window(line, 0)
    start, end = max(column - 1 - _LEFT, 0), min(column - 1 + _RIGHT, len(line))
    left = _CUT if start > 0 or goes_on_left else ""
    right = _CUT if end < len(line) or goes_on_right else ""
    if left:
        separator = _SEPARATOR.search(line, start, column - 1)
        start = separator.end() if separator is not None else column - 1
    while right and end > column - 1 and _SEPARATOR.match(line[end - 1]) is None:
        end -= 1
    return Window(f"{left}{line[start:end]}{right}", start - len(left))


def with_plain_ends(data: bytes) -> bytes:
    """Returns a text with a line feed alone at the end of every line."""
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in data else data
