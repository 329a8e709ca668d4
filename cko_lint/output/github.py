"""One workflow command per finding, which GitHub Actions shows as an annotation on the changed lines of a pull request.

The commands, and how their values are escaped:
https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from cko_lint.findings import Finding, Location, Severity
from cko_lint.output.concise import place
from cko_lint.output.report import Report, path_text, printable, prose

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: Report) -> str:
    """Returns the findings, then the requests that could not be judged; nothing at all if there are none."""
    lines = [_command(finding) for finding in report.findings]
    lines += [
        _annotation("notice", "unresolved", request.location, [prose(request.message)]) for request in report.unresolved
    ]
    return "".join(f"{line}\n" for line in lines)


def _command(finding: Finding) -> str:
    title = f"{finding.code} {finding.name}"
    others = [f"{place(related.location)}: {prose(related.message)}" for related in finding.related]
    text = [prose(finding.message), *others, f"help: {prose(finding.help)}"]
    return _annotation(_COMMANDS[finding.severity], title, finding.location, text)


def _annotation(command: str, title: str, location: Location, lines: list[str]) -> str:
    start, end = location.start, location.end
    properties = {"title": title, "file": printable(path_text(location.path)), "line": start.line, "endLine": end.line}
    if start.line == end.line:  # GitHub takes no columns of what spans lines
        properties |= {"col": start.column, "endColumn": end.column}
    values = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in properties.items())
    return f"::{command} {values}::{_escaped(chr(10).join(lines))}"


def _escaped(text: str, further: str = "") -> str:
    for sign in "%\r\n" + further:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
