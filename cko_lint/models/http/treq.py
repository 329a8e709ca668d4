"""The library `treq`, which is used as `requests` is, with Twisted: what a response says is fetched by functions."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.models.http.functions import verbs
from cko_lint.models.http.responses import Response
from cko_lint.models.observed import Observed

_TREQ = HttpLibrary("treq", status_errors=frozenset({"ResponseFailed"}), headers_at=2, text_is_method=True)


def _body(engine: Engine, observed: Observed, call: Call) -> v.Value:
    """`treq.json_content(response)`: its body, whatever its status is."""
    found = []
    for alternative in call.arguments.get(0, "response") or ():
        content = alternative.content
        if isinstance(content, Response):
            read = content.call_method(engine, "json", call, content)
            found.append(v.restrict(read or v.NONE, alternative.condition))
    return v.union(found) or v.unknown("body", engine.undo.now)


CALLS: dict[str, Any] = {
    **verbs(_TREQ, "treq"),
    **{f"treq.{name}": _body for name in ("content", "json_content", "text_content", "collect")},
}
CLASSES: dict[str, HttpLibrary] = {}
"""None that a project derives its own classes from."""
