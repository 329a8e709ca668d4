"""The JSON of a notebook with a suppression comment for each of some findings in its cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cko_lint.findings import Edit, Finding, Location, Position
from cko_lint.fixes.notebook_source import patched_notebook
from cko_lint.report.comment_places import Insertion, Wanted, beside_magic, in_python
from cko_lint.report.new_comments import Commented, joined, longest, tree_of
from cko_lint.sources import notebooks
from cko_lint.sources.lines import split_lines
from cko_lint.sources.notebooks import Notebook


def commented_notebook(path: str, text: str, findings: Sequence[Finding], reason: str) -> Commented:
    """Returns a notebook with comments for findings in it; the code of its cells does the same as before."""
    notebook = notebooks.read(text.encode("utf-8", "surrogatepass"))
    if notebook is None:
        return Commented(text, 0, len(findings))
    found = in_python(notebook.text, [_wanted(finding, notebook) for finding in findings], longest(findings, reason))
    placed = [
        (place, finding)
        for near, finding in zip(found, findings, strict=True)
        if near is not None and (place := _in_cell(near, notebook)) is not None
    ]
    new = patched_notebook(text, list(_edits(path, placed, reason, notebook)))
    changed = notebooks.read(new.encode("utf-8", "surrogatepass"))
    if changed is None or tree_of(changed.text) != tree_of(notebook.text):
        return Commented(text, 0, len(findings))
    return Commented(new, len(placed), len(findings) - len(placed))


def _wanted(finding: Finding, notebook: Notebook) -> Wanted:
    best = notebook.line_of(finding.location.cell, finding.location.start.line)
    first, last = finding.statement if finding.statement != (0, 0) else (best, best)
    return Wanted(first, last, min(max(best, first), last))


def _in_cell(place: Insertion, notebook: Notebook) -> Insertion | None:
    cell, line = _cell_of(place.line, notebook)
    written = notebook.lines(cell)[line - 1]
    is_python = split_lines(notebook.text)[place.line - 1] == written
    return place if is_python else beside_magic(place, written)


def _cell_of(line: int, notebook: Notebook) -> tuple[int, int]:
    at = Position(line, 1)
    location = notebook.located(Location("", at, at))
    return location.cell, location.start.line


def _edits(path: str, placed: Sequence[tuple[Insertion, Finding]], reason: str, notebook: Notebook) -> Iterator[Edit]:
    for place, words in joined(placed, reason):
        cell, line = _cell_of(place.line, notebook)
        written = notebook.lines(cell)[line - 1]
        if place.alone:
            at, text = Position(line, 1), f"{written[: len(written) - len(written.lstrip())]}# {words}\n"
        else:
            at, text = Position(line, len(written.rstrip()) + 1), f"  # {words}"
        yield Edit(Location(path, at, at, cell), text)
