"""The library `treq`, which is used as `requests` is, with Twisted, and the `Agent` of Twisted that it is made of.

What a response says is fetched by functions, and the values of headers may stand in lists.
"""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.interpreter import mappings
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call
from cko_lint.logic.terms import symbol
from cko_lint.models.http.exchange import ANY_VERB, VERBS
from cko_lint.models.http.functions import verbs
from cko_lint.models.http.responses import Response
from cko_lint.models.observed import Observed

_TREQ = HttpLibrary("treq", status_errors=frozenset({"ResponseFailed"}), headers_at=2, text_is_method=True)
_TWISTED = HttpLibrary("twisted", status_errors=frozenset({"ResponseFailed"}), headers_at=2, text_is_method=True)


def _body(engine: Engine, observed: Observed, call: Call) -> v.Value:
    """`treq.json_content(response)`: its body, whatever its status is."""
    found = []
    for alternative in call.arguments.get(0, "response") or ():
        content = alternative.content
        if isinstance(content, Response):
            read = content.call_method(engine, "json", call, content)
            found.append(v.restrict(read or v.NONE, alternative.condition))
    return v.union(found) or v.unknown("body", engine.undo.now)


def _unlisted(model: Any, has_verb: bool) -> Any:
    """Returns the model of a function for which the values of headers may stand in lists."""

    def send(engine: Engine, observed: Observed, call: Call) -> v.Value:
        positional, keywords = list(call.arguments.positional), dict(call.arguments.keywords)
        if "headers" in keywords:
            keywords["headers"] = _without_lists(engine, keywords["headers"])
        elif not has_verb and len(positional) > 2:
            positional[2] = _without_lists(engine, positional[2])
        arguments = Arguments(positional, keywords, call.arguments.open)
        made: v.Value = model(engine, observed, Call(call.node, arguments, call.frame))
        return made

    return send


def _without_lists(engine: Engine, headers: v.Value) -> v.Value:
    found = []
    for alternative in headers:
        content = mappings.as_dictionary(alternative.content)
        if isinstance(content, v.Mapping):
            entries = {name: _only_one(entry) for name, entry in content.entries.items()}
            content = engine.new(v.Mapping(entries, content.open))
        found.append(v.Alternative(content, alternative.condition, alternative.origin))
    return tuple(found)


def _only_one(entry: v.Value) -> v.Value:
    """Returns the value that is the only one of a header; a header without any is not sent, and of several none is known."""
    found: list[v.Value] = []
    for alternative in entry:
        content = alternative.content
        if not isinstance(content, v.Collection):
            found.append((alternative,))
        elif content.open or len(content.items) > 1:
            found.append((v.Alternative(symbol("of several", v.as_symbol(content)), alternative.condition),))
        else:
            found.append(v.restrict(content.items[0] if content.items else v.only(v.ABSENT), alternative.condition))
    return v.union(found)


class TwistedHeaders(v.WithItems):
    """`Headers({"Name": ["value"]})` of Twisted."""

    __slots__ = ()

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """What adds and removes headers; nothing else matters."""
        given = call.arguments.positional
        key = mappings.key_of(given[0][0].content) if given and len(given[0]) == 1 else None
        if name in ("setRawHeaders", "addRawHeader", "removeHeader"):
            if key is None or (name == "addRawHeader" and key in self.mapping.entries):
                engine.open(self.mapping)
            else:
                engine.put(self.mapping, key, given[1] if len(given) > 1 else v.only(v.ABSENT))
            return v.NONE
        return v.only(self.copied(engine)) if name == "copy" else v.unknown(name, self.made_at)

    def copied(self, engine: Engine) -> v.LibraryObject:
        """`copy` gives headers of their own."""
        made: v.LibraryObject = engine.new(TwistedHeaders(_copy(engine, self.mapping)))
        return made


def _copy(engine: Engine, mapping: v.Mapping) -> Any:
    return engine.new(v.Mapping(dict(mapping.entries), mapping.open))


def _headers(engine: Engine, observed: Observed, call: Call) -> v.Value:
    mapping: v.Mapping = engine.new(v.Mapping())
    given = call.arguments.get(0, "rawHeaders")
    if given is not None:
        mappings.update(engine, mapping, given)
    return v.only(engine.new(TwistedHeaders(mapping)))


class Agent(v.LibraryObject):
    """An object that sends requests, and adds nothing to them."""

    __slots__ = ("_models", "_observed")

    def __init__(self, observed: Observed, models: dict[str, Any]) -> None:
        self._observed = observed
        self._models = models

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """`request(method, url, headers, body)`, and verbs."""
        model = self._models.get(name)
        return model(engine, self._observed, call) if model is not None else None


def _models(library: HttpLibrary, module: str) -> dict[str, Any]:
    given = verbs(library, module).items()
    return {name: _unlisted(model, has_verb=not name.endswith(".request")) for name, model in given}


_OF_TREQ = _models(_TREQ, "treq")
_OF_TWISTED = {"request": _models(_TWISTED, "twisted")["twisted.request"]}
_OF_CLIENTS = {name: _OF_TREQ[f"treq.{name}"] for name in (*VERBS, ANY_VERB, "request")}


def _agent(engine: Engine, observed: Observed, call: Call) -> v.Value:
    return v.only(engine.new(Agent(observed, _OF_TWISTED)))


def _around_agent(engine: Engine, observed: Observed, call: Call) -> v.Value | None:
    """An agent that sends through another one, if that adds nothing to requests."""
    inner = call.arguments.get(0, "agent") or ()
    return _agent(engine, observed, call) if inner and all(isinstance(a.content, Agent) for a in inner) else None


def _client(engine: Engine, observed: Observed, call: Call) -> v.Value | None:
    inner = call.arguments.get(0, "agent") or ()
    if not inner or not all(isinstance(a.content, Agent) for a in inner):
        return None
    return v.only(engine.new(Agent(observed, _OF_CLIENTS)))


CALLS: dict[str, Any] = {
    **_OF_TREQ,
    **{f"treq.{name}": _body for name in ("content", "json_content", "text_content", "collect")},
    "treq.client.HTTPClient": _client,
    "twisted.web.client.Agent": _agent,
    "twisted.web.client.BrowserLikeRedirectAgent": _around_agent,
    "twisted.web.client.RedirectAgent": _around_agent,
    "twisted.web.client.ContentDecoderAgent": _around_agent,
    "twisted.web.client.readBody": _body,
    "twisted.web.http_headers.Headers": _headers,
}
CLASSES: dict[str, HttpLibrary] = {}
"""None that a project derives its own classes from."""
