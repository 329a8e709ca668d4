"""One workflow command per finding, which GitHub Actions shows as an annotation on the changed lines of a pull request.

The commands, and how their values are escaped:
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from cko_lint.findings import Finding, Location, Severity
from cko_lint.homepage import more_about
from cko_lint.output.places import line_in_file, place, shown_path, with_cell
from cko_lint.output.report import Report, prose

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: Report) -> str:
    """Returns the findings, then the requests that could not be judged; nothing at all if there are none."""
    lines = [_command(finding, report) for finding in report.findings]
    lines += [
        _annotation("notice", "unresolved", report.counted(request.location), [prose(request.message)])
        for request in report.unresolved
    ]
    return "".join(f"{line}\n" for line in lines)


def _command(finding: Finding, report: Report) -> str:
    others = [f"{place(report.counted(related.location))}: {prose(related.message)}" for related in finding.related]
    more = [f"help: {prose(finding.help)}", f"docs: {more_about(finding.code, finding.name)}"]
    text = [prose(finding.message), *others, *more]
    title = f"{finding.code} {finding.name}"
    return _annotation(_COMMANDS[finding.severity], title, report.counted(finding.location), text)


def _annotation(command: str, title: str, location: Location, lines: list[str]) -> str:
    start, end = location.start, location.end
    properties: dict[str, object] = {"title": title, "file": shown_path(location), "line": line_in_file(location)}
    if not location.cell:
        properties["endLine"] = end.line
        if start.line == end.line:  # GitHub takes no columns of what spans lines
            properties |= {"col": start.column, "endColumn": end.column}
    first, *rest = lines
    values = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in properties.items())
    return f"::{command} {values}::{_escaped(chr(10).join((with_cell(first, location), *rest)))}"


def _escaped(text: str, further: str = "") -> str:
    for sign in "%\r\n" + further:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
