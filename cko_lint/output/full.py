"""The findings for people: each with its source lines, the places marked, and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cko_lint.findings import Finding, Severity
from cko_lint.homepage import more_about
from cko_lint.output.marks import Mark, ShownLine, left_out, marks_by_file, pieces_in, shown_lines
from cko_lint.output.places import place
from cko_lint.output.report import Links, Report, fixable, plural, prose, summary
from cko_lint.output.source_line import SourceLine, source_line, width


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


def render(report: Report, style: Style = PLAIN) -> str:
    """Returns every finding with its sources, without the summary."""
    parts = ["\n".join(_finding(finding, report, style)) + "\n\n" for finding in report.findings]
    parts += [
        f"unresolved: {place(report.counted(request.location))}: {prose(request.message)}\n"
        for request in report.unresolved
    ]
    if report.unresolved:
        parts.append("\n")
    return "".join(parts)


def closing(report: Report) -> str:
    """Returns the lines that end the output."""
    return "".join(f"{line}\n" for line in (summary(report), fixable(report)) if line)


def _finding(finding: Finding, report: Report, style: Style) -> Iterator[str]:
    color = style.severity(finding.severity)
    head = f"{color}{finding.severity.value}[{report.linked(finding)}]{style.reset}"
    sign = f" {style.note}[*]{style.reset}" if report.is_fixable(finding) else ""
    yield f"{head}{sign}{style.bold}: {prose(finding.message)}{style.reset}"
    files = marks_by_file(finding)
    gutter = len(str(max(mark.lines[-1] for marks in files for mark in marks)))
    for index, marks in enumerate(files):
        arrow = "-->" if index == 0 else ":::"
        yield f"{' ' * gutter}{style.frame}{arrow}{style.reset} {place(report.counted(marks[0].location))}"
        lines = list(shown_lines(marks, report.line))
        yield from _Excerpt(lines, marks, gutter, style, color, pieces_in(lines, finding.concealed)).render()
    for word, text in _remarks(finding, report):
        yield f"{' ' * gutter} {style.frame}={style.reset} {style.bold}{word}:{style.reset} {text}"


def _remarks(finding: Finding, report: Report) -> Iterator[tuple[str, str]]:
    """Yields what is said below the source: a word for what it is, and the text."""
    if more := len(left_out(finding)):
        like = "these" if more > 1 else "this one"
        yield "note", f"{plural(more, 'more call')} like {like}; the JSON output lists all of them"
    if finding.help:
        yield "help", prose(finding.help)
    if report.links is Links.URLS:
        yield "docs", more_about(finding.code, finding.name)


@dataclass(frozen=True, slots=True)
class _Excerpt:
    """The lines of one file that have something to show, each followed by its marks."""

    lines: Sequence[ShownLine]
    marks: Sequence[Mark]
    gutter: int
    style: Style
    color: str
    in_pieces: str
    """Whether the lines may hold a key in pieces, none of which is a key by itself."""

    def render(self) -> Iterator[str]:
        if not self.lines:
            return
        yield self._framed("")
        previous = self.lines[0].number
        for line in self.lines:
            if line.number > previous + 1:
                yield f"{self.style.frame}...{self.style.reset}{self._gap(line.number)}"
            yield from self._line(line)
            previous = line.number
        yield self._framed("")

    def _line(self, shown: ShownLine) -> Iterator[str]:
        number, before = shown.number, shown.window.before
        line = source_line(shown.window.text, self.in_pieces)
        text, shift = line.around(min((_cells(mark, line, before)[0] for mark in shown.marks), default=0))
        yield self._framed(f"{self._bar(number)}{text}".rstrip(), str(number))
        for mark in sorted(shown.marks, key=lambda mark: mark.location.start, reverse=True):
            start, end = _cells(mark, line, before)
            sign = ("^" if mark.own else "-") * max(1, end - start)
            label = f" {prose(mark.label)}" if mark.label else ""
            style = self.color if mark.own else self.style.frame
            pointer = (
                f"{' ' * max(0, start + shift)}{style}{sign[: _widest(text, start + shift)]}{label}{self.style.reset}"
            )
            yield self._framed(f"{self._bar(number, below=True)}{pointer}")
        if bar := self._ending_bar(number):
            end = line.cell(bar.location.end.column - before)
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

    def _ending_bar(self, number: int) -> Mark | None:
        return next((mark for mark in self.marks if mark.by_bar and mark.lines[-1] == number), None)

    def _framed(self, text: str, number: str = "") -> str:
        frame = f"{self.style.frame}{number:>{self.gutter}} |{self.style.reset}"
        return f"{frame} {text}" if text else frame


def _cells(mark: Mark, line: SourceLine, before: int) -> tuple[int, int]:
    """The screen cells of a mark on its first line, of which some characters are left out before."""
    start = line.cell(mark.location.start.column - before)
    single = mark.location.end.line == mark.location.start.line
    return start, line.cell(mark.location.end.column - before) if single else line.cells[-1]


def _widest(text: str, start: int) -> int:
    return max(1, width(text) - start)
