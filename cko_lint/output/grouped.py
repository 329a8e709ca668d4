"""The findings of each file under its path, in columns, for people who read many of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from cko_lint.findings import Finding, Location
from cko_lint.output.places import shown_path
from cko_lint.output.report import Report, prose


def render(report: Report) -> str:
    """Returns the findings file by file, then the requests that could not be judged."""
    groups = groupby(report.findings, lambda finding: finding.location.path)
    parts = ["\n".join(_group(list(findings), report)) + "\n\n" for _, findings in groups]
    if report.unresolved:
        parts.append("\n".join(_unresolved(report)) + "\n\n")
    return "".join(parts)


def _group(findings: list[Finding], report: Report) -> Iterator[str]:
    yield f"{shown_path(findings[0].location)}:"
    places = [_place(report.counted(finding.location)) for finding in findings]
    for finding, at in zip(findings, places, strict=True):
        kind = f"{finding.severity.value:<7}"
        yield f"  {at:<{max(map(len, places))}}  {kind}  {report.marked(finding)}  {prose(finding.message)}"


def _unresolved(report: Report) -> Iterator[str]:
    yield "unresolved:"
    for request in report.unresolved:
        yield f"  {shown_path(request.location)}:{_place(report.counted(request.location))}  {prose(request.message)}"


def _place(location: Location) -> str:
    cell = f"cell {location.cell}:" if location.cell else ""
    return f"{cell}{location.start.line}:{location.start.column}"
