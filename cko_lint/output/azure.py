"""One logging command per finding, which Azure Pipelines lists as an issue of the run.

The commands: https://learn.microsoft.com/en-us/azure/devops/pipelines/scripts/logging-commands. How their values are
escaped: https://github.com/microsoft/azure-pipelines-task-lib/blob/master/node/taskcommand.ts
"""

from __future__ import annotations

from cko_lint.findings import Finding, Severity
from cko_lint.homepage import more_about
from cko_lint.output.places import line_in_file, place, shown_path, with_cell
from cko_lint.output.report import Report, prose

_TYPES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "warning"}


def render(report: Report) -> str:
    """Returns the findings. Azure Pipelines has errors and warnings; a note is a warning whose text says that it is one."""
    return "".join(f"{_command(finding, report)}\n" for finding in report.findings)


def _command(finding: Finding, report: Report) -> str:
    location = report.counted(finding.location)
    properties = {
        "type": _TYPES[finding.severity],
        "sourcepath": shown_path(location),
        "linenumber": line_in_file(location),
        "columnnumber": 1 if location.cell else location.start.column,
        "code": finding.code,
    }
    values = "".join(f"{name}={_escaped(str(value), ';]')};" for name, value in properties.items())
    return f"##vso[task.logissue {values}]{_escaped(_text(finding, report))}"


def _text(finding: Finding, report: Report) -> str:
    kind = "note: " if finding.severity is Severity.NOTE else ""
    lines = [f"{kind}{with_cell(prose(finding.message), finding.location)}"]
    lines += [f"{place(report.counted(related.location))}: {prose(related.message)}" for related in finding.related]
    lines += [f"help: {prose(finding.help)}"] if finding.help else []
    return "\n".join([*lines, f"docs: {more_about(finding.code, finding.name)}"])


def _escaped(text: str, further: str = "") -> str:
    text = text.replace("%", "%AZP25")
    for sign in "\r\n" + further:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
