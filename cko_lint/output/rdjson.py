"""The Reviewdog Diagnostic Format, with which reviewdog comments on pull requests of any forge.

The format: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
"""

from __future__ import annotations

import json

from cko_lint.findings import Finding, Location, Position, Severity
from cko_lint.homepage import HOMEPAGE, page_of_rule
from cko_lint.output.places import place, with_cell
from cko_lint.output.report import Report, path_text, prose
from cko_lint.sources.lines import ColumnUnit

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}


def render(report: Report) -> str:
    """Returns a DiagnosticResult. The format says that columns count bytes of UTF-8, and so they do."""
    content = {
        "source": _with_url({"name": "cko-lint"}, HOMEPAGE),
        "diagnostics": [_diagnostic(finding, report) for finding in report.findings],
    }
    return json.dumps(content, indent=2) + "\n"


def _diagnostic(finding: Finding, report: Report) -> dict[str, object]:
    diagnostic: dict[str, object] = {
        "message": _message(finding, report),
        "location": _location(finding.location, report),
        "severity": _SEVERITIES[finding.severity],
        "code": _with_url({"value": finding.code}, page_of_rule(finding.code, finding.name)),
    }
    suggestions = _suggestions(finding, report)
    return {**diagnostic, "suggestions": suggestions} if suggestions else diagnostic


def _with_url(named: dict[str, str], url: str | None) -> dict[str, str]:
    return {**named, "url": url} if url else named


def _suggestions(finding: Finding, report: Report) -> list[dict[str, object]]:
    """Returns the edits of a fix. A suggestion is for the file of its diagnostic, which must not be a notebook."""
    fix = report.fix_to_write(finding)
    if fix is None or any(edit.location.path != finding.location.path or edit.location.cell for edit in fix.edits):
        return []
    return [{"range": _range(edit.location, report), "text": edit.text} for edit in fix.edits]


def _message(finding: Finding, report: Report) -> str:
    lines = [with_cell(prose(finding.message), finding.location)]
    lines += [f"{place(report.counted(related.location))}: {prose(related.message)}" for related in finding.related]
    return "\n".join([*lines, f"help: {prose(finding.help)}"] if finding.help else lines)


def _location(found: Location, report: Report) -> dict[str, object]:
    path: dict[str, object] = {"path": path_text(found.path)}
    if found.cell:
        return path
    return {**path, "range": _range(found, report)}


def _range(found: Location, report: Report) -> dict[str, object]:
    location = report.counted(found, ColumnUnit.BYTES)
    return {"start": _position(location.start), "end": _position(location.end)}


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}
