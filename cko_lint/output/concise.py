"""One line per finding, for editors and for `grep`: `path:line:column: CODE message`."""

from __future__ import annotations

from cko_lint.findings import Location
from cko_lint.output.report import Report, path_text, printable, prose


def render(report: Report) -> str:
    """Returns the findings, then the requests that could not be judged; nothing at all if there are none."""
    lines = [f"{place(finding.location)}: {finding.code} {prose(finding.message)}" for finding in report.findings]
    lines += [f"{place(request.location)}: unresolved: {prose(request.message)}" for request in report.unresolved]
    return "".join(f"{line}\n" for line in lines)


def place(location: Location) -> str:
    """Returns where something stands: `path:line:column`, in a notebook `path:cell 3:line:column`."""
    cell = f"cell {location.cell}:" if location.cell else ""
    return f"{printable(path_text(location.path))}:{cell}{location.start.line}:{location.start.column}"
