"""The source of a finding as HTML: the lines that have something to show, with the places marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise

from cko_lint.findings import Finding, Location
from cko_lint.output.markdown import spans
from cko_lint.output.marks import Mark, ShownLine, marks_by_file, pieces_in, shown_lines
from cko_lint.output.places import place
from cko_lint.output.report import prose
from cko_lint.output.source_line import SourceLine, source_line
from cko_lint.sources.lines import Window

_Line = Callable[[Location, int, int], "Window | None"]


def figures(finding: Finding, steps: Mapping[object, list[str]], line: _Line) -> Iterator[str]:
    """Yields a figure for each file; `steps` are the numbers of what happens at a place."""
    for marks in marks_by_file(finding):
        lines = list(shown_lines(marks, line))
        if not lines:
            continue
        in_pieces = pieces_in(lines, finding.concealed)
        caption = f'<figcaption class="place">{escape(place(marks[0].location))}</figcaption>'
        yield f"<figure>{caption}<pre>{''.join(_rows(lines, marks, steps, in_pieces))}</pre></figure>"


def _rows(
    lines: Sequence[ShownLine], marks: Sequence[Mark], steps: Mapping[object, list[str]], in_pieces: str
) -> Iterator[str]:
    bar = next((mark for mark in marks if mark.by_bar), None)
    previous = lines[0].number
    for shown in lines:
        if shown.number > previous + 1:
            yield '<span class="row"><span class="number">…</span></span>'
        previous = shown.number
        inside = " in" if bar is not None and shown.number in bar.lines else ""
        code = _marked(source_line(shown.window.text, in_pieces), shown)
        beginning = [*shown.marks, *([bar] if bar is not None and shown.number == bar.lines[0] else [])]
        labels = "".join(_label(mark, steps) for mark in beginning)
        yield f'<span class="row{inside}"><span class="number">{shown.number}</span><code>{code}</code>{labels}</span>'


def _label(mark: Mark, steps: Mapping[object, list[str]]) -> str:
    own = " own" if mark.own else ""
    numbers = "".join(f'<span class="step{own}">{step}</span>' for step in steps.get(mark.location, ()))
    text = spans(prose(mark.label))
    return f' <span class="label">{numbers}{text}</span>' if numbers or text else ""


def _marked(line: SourceLine, shown: ShownLine) -> str:
    """Returns a line in which what is marked is an element; where marks overlap, the finding's own gives way."""
    marked = [(_span(mark, line, shown.window.before), mark.own) for mark in shown.marks]
    borders = sorted({0, len(line.text), *(at for span, _ in marked for at in span)})
    parts = []
    for start, end in pairwise(borders):
        over = [own for (first, last), own in marked if first <= start and end <= last]
        text = escape(line.text[start:end])
        kind = "" if False in over else ' class="own"'
        parts.append(f"<mark{kind}>{text}</mark>" if over else text)
    return "".join(parts)


def _span(mark: Mark, line: SourceLine, before: int) -> tuple[int, int]:
    """Returns where a mark begins and ends in the text that is shown."""
    start = line.index(mark.location.start.column - before)
    single = mark.location.end.line == mark.location.start.line
    return start, line.index(mark.location.end.column - before) if single else len(line.text)
