"""The findings for programs. Keys may be added to this format, never changed; `version` counts what breaks."""

from __future__ import annotations

import json

from cko_lint import __version__
from cko_lint.checkout.redaction import redact
from cko_lint.findings import Finding, Location, Related, Severity
from cko_lint.homepage import page_of_rule
from cko_lint.output.report import Report, path_text

FORMAT_VERSION = 1


def render(report: Report) -> str:
    """Returns one JSON object, in ASCII, so that no terminal's or pipe's encoding can break it."""
    content: dict[str, object] = {
        "version": FORMAT_VERSION,
        "tool": {"name": "cko-lint", "version": __version__},
        "diagnostics": diagnostics(report),
        "summary": {
            "files": report.files,
            "analysed": report.analysed,
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "notes": report.count(Severity.NOTE),
            "not_judged": report.not_judged,
            "hidden": report.hidden,
        },
    }
    if report.with_unresolved:
        content["unresolved"] = unresolved(report)
    return json.dumps(content, indent=2) + "\n"


def diagnostics(report: Report) -> list[dict[str, object]]:
    """Returns an object for each finding."""
    return [
        _diagnostic(finding, fingerprint, report)
        for finding, fingerprint in zip(report.findings, report.fingerprints, strict=True)
    ]


def unresolved(report: Report) -> list[dict[str, object]]:
    """Returns an object for each request that could not be judged."""
    return [{"reason": redact(request.message), **_place(request.location, report)} for request in report.unresolved]


def _diagnostic(finding: Finding, fingerprint: str, report: Report) -> dict[str, object]:
    return {
        "code": finding.code,
        "name": finding.name,
        "url": page_of_rule(finding.code, finding.name),
        "severity": finding.severity.value,
        "message": redact(finding.message),
        "help": redact(finding.help),
        **_place(finding.location, report),
        "related": [_related(related, report) for related in finding.related],
        "fingerprint": fingerprint,
        "fix": _fix(finding, report),
    }


def _fix(finding: Finding, report: Report) -> dict[str, object] | None:
    fix = report.fix_to_write(finding)
    if fix is None:
        return None
    edits = [{**_place(edit.location, report), "content": edit.text} for edit in fix.edits]
    return {"applicability": "safe" if fix.safe else "unsafe", "edits": edits}


def _related(related: Related, report: Report) -> dict[str, object]:
    return {"message": redact(related.message), **_place(related.location, report)}


def _place(found: Location, report: Report) -> dict[str, object]:
    location = report.counted(found)
    return {
        "path": path_text(location.path),
        **({"cell": location.cell} if location.cell else {}),
        "start": {"line": location.start.line, "column": location.start.column},
        "end": {"line": location.end.line, "column": location.end.column},
    }
