"""Functions of HTTP libraries that send a request by themselves."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.models.http.exchange import ANY_VERB, VERBS, send
from cko_lint.models.http.messages import message_of
from cko_lint.models.observed import Observed


def verbs(library: HttpLibrary, module: str) -> dict[str, Any]:
    """Returns the models of a library's functions that send a request by themselves."""
    models: dict[str, Any] = {}
    for verb in (*VERBS, ANY_VERB):
        models[f"{module}.{verb}"] = _function(library, verb)
    models[f"{module}.request"] = _function(library, None)
    return models


def _function(library: HttpLibrary, verb: str | None) -> Any:
    def model(engine: Engine, observed: Observed, call: Call) -> v.Value:
        message = message_of(engine, verb, call, library)
        return v.only(send(engine, observed, message, call.node, call.frame))

    return model
