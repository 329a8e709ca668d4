"""What is marked in the source of a finding: its own place and those that explain it, file by file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cko_lint.checkout.redaction import WORDS, has_piece
from cko_lint.findings import Finding, Location, Related
from cko_lint.sources.lines import Window

_LONGEST_BLOCK = 8  # lines of one span; of a longer one the first and the last are shown
_SHOWN_OF_LONG = 4
_MOST_CALLERS = 10


@dataclass(frozen=True, slots=True)
class Mark:
    """A span in one file to be marked, with its label; `own` if it is the finding's own place."""

    location: Location
    label: str
    own: bool

    @property
    def lines(self) -> range:
        """The lines it is on."""
        return range(self.location.start.line, max(self.location.start.line, self.location.end.line) + 1)

    @property
    def by_bar(self) -> bool:
        """Whether it is shown by a bar beside its lines: the finding's own place, if that has several."""
        return self.own and len(self.lines) > 1


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line, or what is near a place of it, with the marks that begin on it."""

    number: int
    window: Window
    marks: Sequence[Mark]


def marks_by_file(finding: Finding) -> list[list[Mark]]:
    """Returns the places to mark, the finding's own file, or cell, first; in it, its own place first. Not all of many callers."""
    own = finding.location
    files = {(own.path, own.cell): [Mark(own, "", own=True)]}
    omitted = left_out(finding)
    for related in finding.related:
        if related not in omitted:
            file = (related.location.path, related.location.cell)
            files.setdefault(file, []).append(Mark(related.location, related.message, own=False))
    return list(files.values())


def left_out(finding: Finding) -> list[Related]:
    """Returns the callers that are only counted, where there are many."""
    return [related for related in finding.related if related.site is not None][_MOST_CALLERS:]


def shown_lines(marks: Sequence[Mark], line: Callable[[Location, int, int], Window | None]) -> Iterator[ShownLine]:
    """Yields the lines of one file that have something to show."""
    for number in sorted(set(_numbers(marks))):
        here = [mark for mark in marks if not mark.by_bar and mark.lines[0] == number]
        column = min((mark.location.start.column for mark in here), default=1)
        window = line(marks[0].location, number, column)
        if window is not None:
            yield ShownLine(number, window, here)


def pieces_in(lines: Sequence[ShownLine], concealed: str) -> str:
    """Returns which strings of some lines may be pieces of a key: what a finding says of its own, or all that has letters."""
    return WORDS if any(has_piece(line.window.text) for line in lines) else concealed


def _numbers(marks: Sequence[Mark]) -> Iterator[int]:
    for mark in marks:
        if not mark.by_bar:
            yield mark.lines[0]
        elif len(mark.lines) <= _LONGEST_BLOCK:
            yield from mark.lines
        else:
            yield from mark.lines[:_SHOWN_OF_LONG]
            yield mark.lines[-1]
