"""A report for GitLab's code quality widget, on merge requests and beside their changed lines.

The format: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json
import os

from cko_lint.findings import Finding, Severity
from cko_lint.homepage import more_about
from cko_lint.output.places import line_in_file, place, with_cell
from cko_lint.output.report import Report, path_text, prose

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(report: Report) -> str:
    """Returns a JSON list with an object for each finding."""
    found = zip(report.findings, report.fingerprints, strict=True)
    return json.dumps([_issue(finding, identity, report) for finding, identity in found], indent=2) + "\n"


def _issue(finding: Finding, fingerprint: str, report: Report) -> dict[str, object]:
    path = path_text(finding.location.path).replace(os.sep, "/").removeprefix("./")
    first = line_in_file(finding.location)
    last = first if finding.location.cell else finding.location.end.line
    return {
        "type": "issue",
        "check_name": f"{finding.code} {finding.name}",
        "description": with_cell(prose(finding.message), finding.location),
        "content": {"body": _body(finding, report)},
        "categories": ["Security" if report.rule(finding.code).cwe else "Bug Risk"],
        "severity": _SEVERITIES[finding.severity],
        "fingerprint": fingerprint,
        "location": {"path": path, "lines": {"begin": first, "end": last}},
    }


def _body(finding: Finding, report: Report) -> str:
    others = [f"- {place(report.counted(related.location))}: {prose(related.message)}" for related in finding.related]
    help = [f"help: {prose(finding.help)}"] if finding.help else []
    return "\n".join([*help, *others, f"docs: {more_about(finding.code, finding.name)}"])
