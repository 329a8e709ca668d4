"""One line per finding, for editors and for `grep`, in the form of GNU's tools: `path:line:column: error: CODE message`.

A `[*]` follows the code of what `--fix` can fix.

The form: https://www.gnu.org/prep/standards/html_node/Errors.html
"""

from __future__ import annotations

from cko_lint.output.places import place
from cko_lint.output.report import Report, prose


def render(report: Report) -> str:
    """Returns the findings, then the requests that could not be judged; nothing at all if there are none."""
    lines = [
        f"{place(report.counted(finding.location))}: {finding.severity.value}: {report.marked(finding)} {prose(finding.message)}"
        for finding in report.findings
    ]
    lines += [
        f"{place(report.counted(request.location))}: note: unresolved: {prose(request.message)}"
        for request in report.unresolved
    ]
    return "".join(f"{line}\n" for line in lines)
