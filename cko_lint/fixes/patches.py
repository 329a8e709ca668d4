"""Patches: stretches of texts and what is to stand there instead, and how several of them are put into one text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cko_lint.findings import Edit, Position
from cko_lint.sources.lines import LINE_END


class Patch(NamedTuple):
    """A stretch of a text, from one index up to another, and what is to stand there; its lines may end in any way."""

    path: str
    start: int
    end: int
    text: str


class Lines:
    """The lines of a text: from positions to indexes and back."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(match.end() for match in LINE_END.finditer(text))]

    def __len__(self) -> int:
        return len(self._starts)

    def start(self, line: int) -> int:
        """Returns the index at which a line begins; that behind the text for the line behind the last one."""
        return self._starts[line - 1] if line <= len(self._starts) else len(self.text)

    def end(self, line: int) -> int:
        """Returns the index of the end of a line, without what ends it."""
        match = LINE_END.search(self.text, self.start(line))
        return match.start() if match is not None else len(self.text)

    def line_at(self, index: int) -> int:
        """Returns the number of the line that an index is on."""
        return bisect_right(self._starts, index)

    def index(self, position: Position) -> int:
        """Returns the index of a position."""
        return self.start(position.line) + position.column - 1

    def position(self, index: int) -> Position:
        """Returns the position of an index."""
        line = self.line_at(index)
        return Position(line, index - self.start(line) + 1)


def patched(text: str, edits: Iterable[Edit], line_end: str) -> str:
    """Returns a text, or that of a cell, with some edits, none of which overlap."""
    lines = Lines(text)
    stretches = sorted((lines.index(e.location.start), lines.index(e.location.end), e.text) for e in edits)
    parts: list[str] = []
    done = 0
    for start, end, new in stretches:
        parts += (text[done:start], LINE_END.sub(line_end, new))
        done = end
    return "".join((*parts, text[done:]))


def are_apart(edits: Sequence[Edit]) -> bool:
    """Whether no two edits touch the same characters, or begin at the same place."""
    previous: Edit | None = None
    for edit in sorted(edits, key=_order):
        if previous is not None and _order(previous)[:2] == _order(edit)[:2]:
            is_at_same = edit.location.start == previous.location.start
            if is_at_same or edit.location.start < previous.location.end:
                return False
        previous = edit
    return True


def _order(edit: Edit) -> tuple[str, int, Position, Position]:
    return edit.location.path, edit.location.cell, edit.location.start, edit.location.end
