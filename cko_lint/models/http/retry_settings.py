"""Settings of retries, such as urllib3's `Retry`: whether they name 401 among the statuses to try again after."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.evidence.places import place_of
from cko_lint.facts import Occurrence
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.logic.terms import Term
from cko_lint.models.http.transports import RetrySettings
from cko_lint.models.observed import Observed

_TIMES = ("total", "status", "attempts")


def retry_settings(library: str, statuses: str) -> Any:
    """Returns the model of a class of such settings, which has the statuses under this name."""

    def model(engine: Engine, observed: Observed, call: Call) -> v.Value:
        given = call.arguments.keywords
        if not any(_is_zero(given.get(name, ())) for name in _TIMES):
            if any(_has_401(alternative.content) for alternative in given.get(statuses, ())):
                occurrence = Occurrence(place_of(call.frame.module, call.node), library)
                return v.only(engine.new(RetrySettings(occurrence)))
        return v.only(engine.new(RetrySettings()))

    return model


def _has_401(content: Any) -> bool:
    if isinstance(content, v.Collection):
        return any(a.content == 401 for item in content.items for a in item)
    if isinstance(content, Term) and content.kind == "range":
        bounds = [part for part in content.parts if isinstance(part, int)]
        return len(bounds) == len(content.parts) > 0 and 401 in range(*bounds[:3])
    return False


def _is_zero(value: v.Value) -> bool:
    return bool(value) and all(a.content is False or (isinstance(a.content, int) and a.content == 0) for a in value)
