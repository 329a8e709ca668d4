"""The standard library's `urllib.request`: a response of 400 or more is an exception."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.evidence.message import OF_A_REQUEST, Message
from cko_lint.interpreter import mappings
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call
from cko_lint.logic.terms import Term
from cko_lint.models import handling
from cko_lint.models.http.exchange import send
from cko_lint.models.http.transports import is_unchecked
from cko_lint.models.observed import Observed

URLLIB = HttpLibrary("urllib")


class UrllibRequest(v.WithAttributes):
    """A `Request`: its URL, method, body and headers."""

    __slots__ = ()

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """`add_header` adds a header; nothing else matters."""
        if name not in ("add_header", "add_unredirected_header") or len(call.arguments.positional) < 2:
            return v.unknown(OF_A_REQUEST, self.made_at, name)
        key, value = call.arguments.positional[:2]
        text = v.text_of(key[0].content) if len(key) == 1 else None
        for headers in self.attributes["headers"]:
            if isinstance(headers.content, v.Mapping) and text is not None:
                engine.put(headers.content, text, value)
            elif isinstance(headers.content, v.Mapping):
                engine.open(headers.content)
        return v.NONE


class Opener(v.WithAttributes):
    """What `build_opener` gives; of its handlers, None is one that is not known."""

    __slots__ = ("handlers", "observed")

    def __init__(self, observed: Observed, handlers: list[Any], attributes: dict[str, v.Value] | None = None) -> None:
        super().__init__(attributes)
        self.observed = observed
        self.handlers = handlers

    def escape(self, engine: Engine, reason: str) -> None:
        """Others may have added headers."""
        for alternative in self.attributes.get("addheaders", ()):
            if isinstance(alternative.content, v.Collection):
                engine.open(alternative.content)

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """`open` sends a request; nothing else matters."""
        return _urlopen(engine, self.observed, call, self) if name == "open" else v.NONE


def _request(engine: Engine, observed: Observed, call: Call) -> v.Value:
    arguments = call.arguments
    headers = arguments.get(2, "headers")
    mapping: v.Mapping = engine.new(v.Mapping())
    if headers is not None:
        mappings.update(engine, mapping, headers)
    made = engine.new(
        UrllibRequest(
            {
                "url": arguments.get(0, "url") or v.unknown("url", engine.undo.now),
                "headers": v.only(mapping),
                "method": arguments.get(5, "method") or v.NONE,
                "data": _data(engine, call),
            }
        )
    )
    if arguments.open:
        engine.open(mapping)
    return v.only(made)


def _urlopen(engine: Engine, observed: Observed, call: Call, opener: Opener | None = None) -> v.Value:
    target = call.arguments.get(0, "url") or v.unknown("url", engine.undo.now)
    contents = [a.content for a in v.feasible(target, engine.path)]
    requests = [c for c in contents if isinstance(c, UrllibRequest)]
    if requests:
        held = requests[0].attributes
        data = call.arguments.get(1, "data") or held["data"]
        message = Message(URLLIB, _verb(held["method"], data), held["url"])
        message.headers = [held["headers"]]
    else:
        data = _data(engine, call)
        message = Message(URLLIB, _verb(v.NONE, data), target)
    message.body_values = [data]
    message.form = data
    used = opener or observed.opener
    opener = used if isinstance(used, Opener) else None
    if opener is not None:
        message.headers.append(opener.attributes.get("addheaders", v.NONE))
        message.may_have_other_headers = bool(opener.handlers)
    if is_unchecked(call.arguments.keywords.get("context", ())):
        message.insecure = "context="
    elif observed.is_unverified and "context" not in call.arguments.keywords:
        message.insecure = "ssl._create_default_https_context"
    response = send(engine, observed, message, call.node, call.frame)
    exchange = response.exchange
    if exchange is not None and opener is not None and any(map(_may_not_raise, opener.handlers)):
        exchange.escaped = "a handler of the project may deal with it"
    elif exchange is not None:
        exchange.raises = True
        exchange.checked = True
        handling.raising(engine, observed, exchange, URLLIB.status_errors, call.node)
    return v.only(response)


def _urlretrieve(engine: Engine, observed: Observed, call: Call) -> v.Value:
    """`urlretrieve(url, filename)`: what the server sends is kept in a file."""
    sent = Arguments(call.arguments.positional[:1], {k: a for k, a in call.arguments.keywords.items() if k == "url"})
    _urlopen(engine, observed, Call(call.node, sent, call.frame))
    return v.unknown("retrieved", engine.undo.now)


def _data(engine: Engine, call: Call) -> v.Value:
    """The body that a call is given; a call with unknown arguments may have one."""
    given = call.arguments.get(1, "data")
    if given is None and call.arguments.open:
        return v.unknown("parameter", engine.undo.now)
    return given or v.NONE


def _may_not_raise(handler: Any) -> bool:
    """Whether a handler of an opener may keep it from raising for a status."""
    return handler is None or isinstance(handler, (v.Instance, v.ClassValue, Term))


def _verb(method: v.Value, data: v.Value) -> v.Value:
    """Without a method, a request with a body is a POST, and one without is a GET."""
    if any(a.content is not None for a in method):
        return method
    if all(a.content is None for a in data):
        return v.only("GET")
    may_be_none = any(
        a.content is None or (isinstance(a.content, Term) and a.content.kind in _MAY_BE_NONE) for a in data
    )
    return v.NONE if may_be_none else v.only("POST")


_MAY_BE_NONE = frozenset({"parameter", "attribute", "global", "item", "conditional", "entry", "many"})


def _build_opener(engine: Engine, observed: Observed, call: Call) -> v.Value:
    handlers = [a.content for value in call.arguments.positional for a in value]
    added = v.only(engine.new(v.Collection("list", [])))
    return v.only(engine.new(Opener(observed, handlers, {"addheaders": added})))


def _install(engine: Engine, observed: Observed, call: Call) -> v.Value:
    """From here on `urlopen` goes through an opener."""
    content = call.arguments.positional[0][0].content if call.arguments.positional else None
    if isinstance(content, Opener):
        observed.opener = content
    else:
        observed.opener = engine.new(Opener(observed, [None]))
    return v.NONE


CALLS: dict[str, Any] = {
    "urllib.request.Request": _request,
    "urllib.request.urlopen": _urlopen,
    "urllib.request.urlretrieve": _urlretrieve,
    "urllib.request.build_opener": _build_opener,
    "urllib.request.install_opener": _install,
}
CLASSES: dict[str, HttpLibrary] = {}
"""None that a project derives its own classes from."""
