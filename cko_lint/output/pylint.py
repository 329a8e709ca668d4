"""pylint's `parseable` lines, which Jenkins, diff-quality and older editors read: `path:line: [E502(name), CODE] message`.

The letter is what they know of the severity. The form:
https://pylint.readthedocs.io/en/stable/user_guide/usage/output.html
"""

from __future__ import annotations

from cko_lint.findings import Finding, Severity
from cko_lint.output.places import line_in_file, shown_path, with_cell
from cko_lint.output.report import Report, prose

_LETTERS = {Severity.ERROR: "E", Severity.WARNING: "W", Severity.NOTE: "I"}


def render(report: Report) -> str:
    """Returns a line for each finding."""
    return "".join(f"{_line(finding)}\n" for finding in report.findings)


def _line(finding: Finding) -> str:
    place = f"{shown_path(finding.location)}:{line_in_file(finding.location)}"
    kind = f"{_LETTERS[finding.severity]}{finding.code.removeprefix('CKO')}({finding.name}), {finding.code}"
    return f"{place}: [{kind}] {with_cell(prose(finding.message), finding.location)}"
