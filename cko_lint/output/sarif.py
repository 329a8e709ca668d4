"""SARIF 2.1.0, which GitHub's code scanning, GitLab, Azure DevOps and many editors read.

The format: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. What GitHub makes of it, and wants of the
properties of a rule: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from itertools import groupby
from pathlib import PurePath
from urllib.parse import quote

from cko_lint import __version__
from cko_lint.findings import Edit, Finding, Location, Related
from cko_lint.homepage import HOMEPAGE, page_of_rule
from cko_lint.output.places import with_cell
from cko_lint.output.report import Report, Rule, path_text, prose

_Object = dict[str, object]

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "ckoLint/v1"
_ROOT = "%SRCROOT%"


def render(report: Report) -> str:
    """Returns one run, in ASCII. Columns always count characters, and the run says so."""
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report)]}, indent=2) + "\n"


def _run(report: Report) -> _Object:
    codes = sorted({finding.code for finding in report.findings})
    found = zip(report.findings, report.fingerprints, strict=True)
    return {
        "tool": {"driver": _driver([report.rule(code) for code in codes])},
        "invocations": [_invocation(report)],
        "originalUriBaseIds": {_ROOT: _root(report.folder)},
        "columnKind": "unicodeCodePoints",
        "results": [
            {**_result(finding, identity, codes.index(finding.code)), **_fixes(finding, report)}
            for finding, identity in found
        ],
        "properties": {
            "files": report.files,
            "analysed": report.analysed,
            "notJudged": report.not_judged,
            "hidden": report.hidden,
        },
    }


def _driver(rules: Sequence[Rule]) -> _Object:
    return {
        "name": "cko-lint",
        **({"informationUri": HOMEPAGE} if HOMEPAGE else {}),
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in rules],
    }


def _rule(rule: Rule) -> _Object:
    page = page_of_rule(rule.code, rule.name)
    markdown = f"{rule.summary}\n\n{rule.markdown}"
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": markdown, "markdown": markdown},
        **({"helpUri": page} if page else {}),
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": _properties(rule),
    }


def _properties(rule: Rule) -> _Object:
    """Returns what GitHub sorts alerts by. It takes a rule of severity 0.0 for one that is not about security."""
    tags = ["checkout.com"]
    if rule.cwe:
        tags += ["security", f"external/cwe/cwe-{rule.cwe}"]
    return {
        "tags": tags,
        "precision": "very-high",
        "problem.severity": "recommendation" if rule.severity.value == "note" else rule.severity.value,
        "security-severity": f"{rule.security_severity:.1f}",
    }


def _root(folder: str) -> _Object:
    about: _Object = {"description": {"text": "the folder in which cko-lint was started"}}
    return {"uri": f"{PurePath(folder).as_uri().rstrip('/')}/", **about} if folder else about


def _invocation(report: Report) -> _Object:
    return {
        "executionSuccessful": True,
        "toolExecutionNotifications": [_notification(request) for request in report.unresolved],
    }


def _notification(request: Related) -> _Object:
    text = f"request could not be judged: {prose(request.message)}"
    return {
        "level": "note",
        "message": {"text": with_cell(text, request.location)},
        "locations": [_location(request.location)],
    }


def _result(finding: Finding, fingerprint: str, index: int) -> _Object:
    text = f"{prose(finding.message)}\nhelp: {prose(finding.help)}" if finding.help else prose(finding.message)
    result: _Object = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": finding.severity.value,
        "message": {"text": _plain(with_cell(text, finding.location))},
        "locations": [_location(finding.location)],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [{"id": at, **_step(place)} for at, place in enumerate(finding.related, 1)]
    if flows := [_flow(flow) for flow in finding.flows]:
        result["codeFlows"] = flows
    return result


def _fixes(finding: Finding, report: Report) -> _Object:
    """Returns the fix of a finding, if it has one and edits no notebook: lines in a cell are no lines of its file."""
    fix = report.fix_to_write(finding)
    if fix is None or any(edit.location.cell for edit in fix.edits):
        return {}
    by_path = groupby(fix.edits, key=lambda edit: edit.location.path)
    changes = [
        {"artifactLocation": _artifact(path_text(path)), "replacements": list(map(_replacement, edits))}
        for path, edits in by_path
    ]
    kind = "Safe fix" if fix.safe else "Unsafe fix: look at it before it is applied"
    return {"fixes": [{"description": {"text": f"{kind}."}, "artifactChanges": changes}]}


def _replacement(edit: Edit) -> _Object:
    return {"deletedRegion": _region(edit.location), "insertedContent": {"text": edit.text}}


def _flow(flow: Sequence[Related]) -> _Object:
    return {"threadFlows": [{"locations": [{"location": _step(place)} for place in flow]}]}


def _step(place: Related) -> _Object:
    return {**_location(place.location), "message": {"text": _plain(with_cell(prose(place.message), place.location))}}


def _location(location: Location) -> _Object:
    """Returns a place. Lines in a notebook's cell are no lines of its file, so that a reader would look in the wrong place."""
    physical: _Object = {"artifactLocation": _artifact(path_text(location.path))}
    if location.cell:
        name = f"cell {location.cell}:{location.start.line}:{location.start.column}"
        return {"physicalLocation": physical, "logicalLocations": [{"fullyQualifiedName": name, "kind": "module"}]}
    return {"physicalLocation": {**physical, "region": _region(location)}}


def _region(location: Location) -> _Object:
    return {
        "startLine": location.start.line,
        "startColumn": location.start.column,
        "endLine": location.end.line,
        "endColumn": location.end.column,
    }


def _artifact(path: str) -> _Object:
    if os.path.isabs(path) or path.startswith(os.pardir + os.sep):
        return {"uri": PurePath(os.path.abspath(path)).as_uri()}
    return {"uri": quote(path.replace(os.sep, "/"), errors="surrogateescape"), "uriBaseId": _ROOT}


def _plain(text: str) -> str:
    """Returns a text in which nothing is taken for a link: `[text](1)` is one to a related location."""
    return text.replace("[", "\\[").replace("]", "\\]") if "](" in text else text
