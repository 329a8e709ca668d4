"""The findings for programs that read line by line: each is an object on a line, as in the format `json`.

The form: https://jsonlines.org
"""

from __future__ import annotations

import json

from cko_lint.output.json import diagnostics, unresolved
from cko_lint.output.report import Report


def render(report: Report) -> str:
    """Returns the findings, then the requests that could not be judged, which have a `reason` and no `code`."""
    return "".join(f"{json.dumps(line)}\n" for line in (*diagnostics(report), *unresolved(report)))
