"""JUnit's XML, for pipelines that show the results of tests: a suite for each file, a test case for each finding.

Errors and warnings are failures, notes are passed tests with a remark, and requests that could not be judged were skipped. The form
that most readers share: https://github.com/testmoapp/junitxml
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from cko_lint.findings import Finding, Related, Severity
from cko_lint.homepage import more_about
from cko_lint.output.places import line_in_file, place, shown_path, with_cell
from cko_lint.output.report import Report, prose, summary


def render(report: Report) -> str:
    """Returns an XML document. Without findings it has one test that has passed, since many readers refuse a report of none."""
    root = Element("testsuites", name="cko-lint")
    for path, findings in groupby(report.findings, lambda finding: shown_path(finding.location)):
        suite = SubElement(root, "testsuite", name=path)
        for finding in findings:
            _add_finding(suite, finding, report)
    if report.unresolved:
        suite = SubElement(root, "testsuite", name="requests that could not be judged")
        for request in report.unresolved:
            _add_unresolved(suite, request, report)
    if not len(root):
        SubElement(
            SubElement(root, "testsuite", name="cko-lint"), "testcase", name=summary(report), classname="cko-lint"
        )
    for suite in root:
        _count([suite], suite)
    _count(root, root)
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, "unicode")}\n'


def _add_finding(suite: Element, finding: Finding, report: Report) -> None:
    at = place(report.counted(finding.location))
    case = SubElement(
        suite, "testcase", name=f"{finding.code} {finding.name} at {at}", classname=shown_path(finding.location),
        file=shown_path(finding.location), line=str(line_in_file(finding.location)),
    )  # fmt: skip
    if finding.severity is Severity.NOTE:
        SubElement(case, "system-out").text = _text(finding, at, report)
        return
    message = with_cell(prose(finding.message), finding.location)
    SubElement(case, "failure", message=message, type=finding.severity.value).text = _text(finding, at, report)


def _text(finding: Finding, at: str, report: Report) -> str:
    lines = [f"{at}: {finding.severity.value}: {finding.code} {prose(finding.message)}"]
    lines += [f"{place(report.counted(related.location))}: {prose(related.message)}" for related in finding.related]
    lines += [f"help: {prose(finding.help)}"] if finding.help else []
    return "\n".join([*lines, f"docs: {more_about(finding.code, finding.name)}"])


def _add_unresolved(suite: Element, request: Related, report: Report) -> None:
    at = place(report.counted(request.location))
    case = SubElement(suite, "testcase", name=f"unresolved at {at}", classname=shown_path(request.location))
    SubElement(case, "skipped", message=prose(request.message))


def _count(suites: Iterable[Element], element: Element) -> None:
    """Sets how many tests there are in some suites, and how they have ended."""
    cases = [case for suite in suites for case in suite.iter("testcase")]
    for name, tag in (("failures", "failure"), ("skipped", "skipped")):
        element.set(name, str(sum(case.find(tag) is not None for case in cases)))
    element.set("tests", str(len(cases)))
    element.set("errors", "0")
