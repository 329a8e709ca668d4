"""The findings for people: each with its source lines, the places marked, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cko_lint.checkout.redaction import WORDS, has_piece
from cko_lint.findings import Finding, Location, Related, Severity
from cko_lint.output.concise import place
from cko_lint.output.report import Report, plural, prose, summary
from cko_lint.output.source_line import SourceLine, source_line, width
from cko_lint.sources.lines import Window

_LONGEST_BLOCK = 8  # lines of one span; of a longer one the first and the last are shown
_SHOWN_OF_LONG = 4
_MOST_CALLERS = 10


@dataclass(frozen=True, slots=True)
class Style:
    """The escape sequences around each kind of text; all empty without colour."""

    error: str = ""
    warning: str = ""
    note: str = ""
    bold: str = ""
    frame: str = ""
    reset: str = ""

    def severity(self, severity: Severity) -> str:
        """Returns the style of a severity."""
        return {Severity.ERROR: self.error, Severity.WARNING: self.warning, Severity.NOTE: self.note}[severity]


PLAIN = Style()
COLORED = Style("\x1b[1;31m", "\x1b[1;33m", "\x1b[1;36m", "\x1b[1m", "\x1b[1;34m", "\x1b[0m")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A span in one file to be marked, with `^` if it is the finding's own place, and its label."""

    location: Location
    label: str
    own: bool

    @property
    def lines(self) -> range:
        return range(self.location.start.line, max(self.location.start.line, self.location.end.line) + 1)

    @property
    def by_bar(self) -> bool:
        """Whether it is shown by a bar beside its lines: the finding's own place, if that has several."""
        return self.own and len(self.lines) > 1


def render(report: Report, style: Style = PLAIN) -> str:
    """Returns every finding with its sources, without the summary."""
    parts = ["\n".join(_finding(finding, report, style)) + "\n\n" for finding in report.findings]
    parts += [f"unresolved: {place(request.location)}: {prose(request.message)}\n" for request in report.unresolved]
    if report.unresolved:
        parts.append("\n")
    return "".join(parts)


def closing(report: Report) -> str:
    """Returns the line that ends the output."""
    return summary(report) + "\n"


def _finding(finding: Finding, report: Report, style: Style) -> Iterator[str]:
    color = style.severity(finding.severity)
    head = f"{color}{finding.severity.value}[{finding.code}]{style.reset}"
    yield f"{head}{style.bold}: {prose(finding.message)}{style.reset}"
    files = list(_by_file(finding))
    gutter = len(str(max(mark.lines[-1] for marks in files for mark in marks)))
    for index, marks in enumerate(files):
        arrow = "-->" if index == 0 else ":::"
        yield f"{' ' * gutter}{style.frame}{arrow}{style.reset} {place(marks[0].location)}"
        yield from _Excerpt(report.line, marks, gutter, style, color, finding.concealed).render()
    if more := len(_left_out(finding)):
        note = (
            f"{plural(more, 'more call')} like {'these' if more > 1 else 'this one'}; the JSON output lists all of them"
        )
        yield f"{' ' * gutter} {style.frame}={style.reset} {style.bold}note:{style.reset} {note}"
    if finding.help:
        yield f"{' ' * gutter} {style.frame}={style.reset} {style.bold}help:{style.reset} {prose(finding.help)}"


def _by_file(finding: Finding) -> Iterator[list[_Mark]]:
    """The places to mark, the finding's own file, or cell, first; in it, its own place first. Not all of many callers."""
    own = finding.location
    files = {(own.path, own.cell): [_Mark(own, "", own=True)]}
    left_out = _left_out(finding)
    for related in finding.related:
        if related in left_out:
            continue
        place = (related.location.path, related.location.cell)
        files.setdefault(place, []).append(_Mark(related.location, related.message, own=False))
    yield from files.values()


def _left_out(finding: Finding) -> list[Related]:
    """The callers that are only counted, where there are many."""
    return [related for related in finding.related if related.site is not None][_MOST_CALLERS:]


@dataclass(frozen=True, slots=True)
class _Excerpt:
    """The lines of one file that have something to show, each followed by its marks."""

    line: Callable[[Location, int, int], Window | None]
    marks: Sequence[_Mark]
    gutter: int
    style: Style
    color: str
    in_pieces: str
    """Whether the lines may hold a key in pieces, none of which is a key by itself."""

    def render(self) -> Iterator[str]:
        shown = list(self._windows())
        if not shown:
            return
        in_pieces = WORDS if any(has_piece(window.text) for _, window, _ in shown) else self.in_pieces
        yield self._framed("")
        previous = shown[0][0]
        for number, window, here in shown:
            if number > previous + 1:
                yield f"{self.style.frame}...{self.style.reset}{self._gap(number)}"
            yield from self._line(number, window, here, in_pieces)
            previous = number
        yield self._framed("")

    def _windows(self) -> Iterator[tuple[int, Window, list[_Mark]]]:
        for number in sorted(set(self._numbers())):
            here = [mark for mark in self.marks if not mark.by_bar and mark.lines[0] == number]
            column = min((mark.location.start.column for mark in here), default=1)
            window = self.line(self.marks[0].location, number, column)
            if window is not None:
                yield number, window, here

    def _numbers(self) -> Iterator[int]:
        for mark in self.marks:
            if not mark.by_bar:
                yield mark.lines[0]
            elif len(mark.lines) <= _LONGEST_BLOCK:
                yield from mark.lines
            else:
                yield from mark.lines[:_SHOWN_OF_LONG]
                yield mark.lines[-1]

    def _line(self, number: int, window: Window, here: list[_Mark], in_pieces: str) -> Iterator[str]:
        line = source_line(window.text, in_pieces)
        text, shift = line.around(min((_cells(mark, line, window.before)[0] for mark in here), default=0))
        yield self._framed(f"{self._bar(number)}{text}".rstrip(), str(number))
        for mark in sorted(here, key=lambda mark: mark.location.start, reverse=True):
            start, end = _cells(mark, line, window.before)
            sign = ("^" if mark.own else "-") * max(1, end - start)
            label = f" {prose(mark.label)}" if mark.label else ""
            style = self.color if mark.own else self.style.frame
            pointer = (
                f"{' ' * max(0, start + shift)}{style}{sign[: _widest(text, start + shift)]}{label}{self.style.reset}"
            )
            yield self._framed(f"{self._bar(number, below=True)}{pointer}")
        if bar := self._ending_bar(number):
            end = line.cell(bar.location.end.column - window.before)
            yield self._framed(f"{self.color}|{'_' * max(1, end + shift)}^{self.style.reset}")

    def _bar(self, number: int, below: bool = False) -> str:
        """The bar beside the lines of the finding's own place; a column for it wherever the file has one."""
        mark = next((mark for mark in self.marks if mark.by_bar), None)
        if mark is None:
            return ""
        last = mark.lines[-1]
        if not mark.lines[0] <= number <= last:
            return "  "
        sign = "/" if number == mark.lines[0] and not below else "|"
        return f"{self.color}{sign}{self.style.reset} "

    def _gap(self, number: int) -> str:
        mark = next((mark for mark in self.marks if mark.by_bar), None)
        inside = mark is not None and mark.lines[0] < number <= mark.lines[-1]
        return f"{' ' * (self.gutter)}{self.color}|{self.style.reset}" if inside else ""

    def _ending_bar(self, number: int) -> _Mark | None:
        return next((mark for mark in self.marks if mark.by_bar and mark.lines[-1] == number), None)

    def _framed(self, text: str, number: str = "") -> str:
        frame = f"{self.style.frame}{number:>{self.gutter}} |{self.style.reset}"
        return f"{frame} {text}" if text else frame


def _cells(mark: _Mark, line: SourceLine, before: int) -> tuple[int, int]:
    """The screen cells of a mark on its first line, of which some characters are left out before."""
    start = line.cell(mark.location.start.column - before)
    single = mark.location.end.line == mark.location.start.line
    return start, line.cell(mark.location.end.column - before) if single else line.cells[-1]


def _widest(text: str, start: int) -> int:
    return max(1, width(text) - start)
