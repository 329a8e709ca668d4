"""An explanation for programs. Keys may be added to this format, never changed; `version` counts what breaks."""

from __future__ import annotations

import json
from collections.abc import Sequence

from cko_lint import __version__
from cko_lint.checkout.redaction import redact
from cko_lint.explain.answer import Answer, Judged
from cko_lint.explain.explanation import Explanation
from cko_lint.findings import Related
from cko_lint.output.inventory.json import place, request
from cko_lint.output.report import path_text

FORMAT_VERSION = 1


def render(answer: Answer) -> str:
    """Returns one JSON object, in ASCII, so that no terminal's or pipe's encoding can break it."""
    content = {
        "version": FORMAT_VERSION,
        "tool": {"name": "cko-lint", "version": __version__},
        "asked": {
            "path": path_text(answer.asked.path),
            **({"cell": answer.asked.cell} if answer.asked.cell else {}),
            "line": answer.asked.number,
        },
        "explanations": [_explanation(one, answer) for one in answer.explanations],
        "other_findings": [
            {"code": f.code, "name": f.name, "message": redact(f.message), "location": place(f.location)}
            for f in answer.other_findings
        ],
        "unresolved": _related(answer.unresolved),
        "on_the_way_of": [_named(one) for one in answer.passing],
        "elsewhere": [_named(one) for one in answer.elsewhere],
    }
    return json.dumps(content, indent=2) + "\n"


def _named(explanation: Explanation) -> dict[str, object]:
    return {"what": redact(explanation.what), "location": place(explanation.location)}


def _explanation(explanation: Explanation, answer: Answer) -> dict[str, object]:
    return {
        **_named(explanation),
        "requests": [request(row) for row in explanation.rows],
        "values": _related(explanation.steps),
        "rules": [_verdict(judged) for judged in answer.judged(explanation)],
    }


def _related(several: Sequence[Related]) -> list[dict[str, object]]:
    return [{"message": redact(one.message), "location": place(one.location)} for one in several]


def _verdict(judged: Judged) -> dict[str, object]:
    return {
        "code": judged.verdict.code,
        "name": judged.verdict.name,
        "state": judged.state.value,
        "messages": [redact(finding.message) for finding in judged.verdict.findings],
        "reasons": [redact(reason) for reason in judged.verdict.reasons],
    }
