"""The library `grequests`: its functions make requests, which `map` sends."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.interpreter import iteration
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.models.http.exchange import VERBS, send
from cko_lint.models.http.messages import message_of
from cko_lint.models.http.prepared import PreparedRequest
from cko_lint.models.http.requests import REQUESTS
from cko_lint.models.observed import Observed


def _unsent(verb: str | None) -> Any:
    """Returns the model of a function that makes a request; what a `session=` adds is not followed."""

    def model(engine: Engine, observed: Observed, call: Call) -> v.Value:
        given = call.arguments.keywords.get("session", ())
        message = message_of(engine, verb, call, REQUESTS)
        if any(a.content is not None for a in given):
            message.may_have_other_headers = message.handled_by_own_code = True
        message.headers = message.headers or [v.only(engine.new(v.Mapping()))]
        return v.only(engine.new(PreparedRequest(message)))

    return model


def _sent(engine: Engine, observed: Observed, call: Call) -> v.Value:
    """`grequests.map(requests)`: their responses, in order."""
    rounds = iteration.rounds(engine, call.arguments.get(0, "requests") or v.NONE, call.frame)
    answers = [_answers(engine, observed, element, call) for element in rounds.elements]
    if rounds.certain:
        return v.only(engine.new(v.Collection("list", answers)))
    return v.only(v.Deferred(v.union(answers) or v.unknown("response", engine.undo.now), repeats=True))


def _answers(engine: Engine, observed: Observed, element: v.Value, call: Call) -> v.Value:
    found = []
    for alternative in v.feasible(element, engine.path):
        content = alternative.content
        if isinstance(content, PreparedRequest):
            with engine.under(alternative.condition):
                response = send(engine, observed, content.message, call.node, call.frame)
            found.append(v.Alternative(response, alternative.condition))
        else:
            found.append(v.Alternative(v.unknown("response", engine.undo.now)[0].content, alternative.condition))
    return tuple(found)


CALLS: dict[str, Any] = {
    **{f"grequests.{verb}": _unsent(verb) for verb in VERBS},
    "grequests.request": _unsent(None),
    "grequests.map": _sent,
    "grequests.imap": _sent,
}
CLASSES: dict[str, HttpLibrary] = {}
"""None that a project derives its own classes from."""
