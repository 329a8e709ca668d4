"""Checkstyle's XML, which Jenkins, Bitbucket's and many other plug-ins read.

The format: https://github.com/checkstyle/checkstyle/blob/master/src/main/java/com/puppycrawl/tools/checkstyle/XMLLogger.java
"""

from __future__ import annotations

from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from cko_lint.findings import Finding, Severity
from cko_lint.output.places import line_in_file, shown_path, with_cell
from cko_lint.output.report import Report, prose

_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}


def render(report: Report) -> str:
    """Returns an XML document with an element for each file that has findings."""
    root = Element("checkstyle", version="4.3")
    for path, findings in groupby(report.findings, lambda finding: shown_path(finding.location)):
        file = SubElement(root, "file", name=path)
        for finding in findings:
            _add(file, finding, report)
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, "unicode")}\n'


def _add(file: Element, finding: Finding, report: Report) -> None:
    location = report.counted(finding.location)
    text = f"{finding.message} ({finding.help})" if finding.help else finding.message
    error = SubElement(file, "error", line=str(line_in_file(location)))
    if not location.cell:
        error.set("column", str(location.start.column))
    error.set("severity", _SEVERITIES[finding.severity])
    error.set("message", with_cell(prose(text), location))
    error.set("source", f"cko-lint.{finding.code}")
