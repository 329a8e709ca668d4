"""The standard library's `http.client`: a connection, the requests on it, and their responses."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.evidence.message import Message
from cko_lint.evidence.places import place_of
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.interpreter.strings import concatenate
from cko_lint.models.http.exchange import send
from cko_lint.models.http.messages import layer
from cko_lint.models.http.responses import Response
from cko_lint.models.http.transports import is_unchecked
from cko_lint.models.observed import Observed

_HTTP_CLIENT = HttpLibrary("http.client")


class Connection(v.LibraryObject):
    """A connection to one host, the request that is being put together on it, and the response to the last one."""

    __slots__ = (
        "has_default_context",
        "host",
        "in_pieces",
        "is_unchecked",
        "observed",
        "pending",
        "response",
        "scheme",
    )

    def __init__(self, observed: Observed, scheme: str, host: v.Value, context: v.Value | None) -> None:
        self.observed = observed
        self.scheme = scheme
        self.host = host
        self.is_unchecked = is_unchecked(context or ())
        self.has_default_context = context is None
        self.in_pieces = False
        self.pending: tuple[Call, v.Mapping] | None = None
        self.response: Response | None = None

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """Sends a request, at once or piece by piece, or fetches its response."""
        arguments = call.arguments
        if name == "request":
            body = layer(arguments.get(2, "body"))
            self._send(engine, call, layer(arguments.get(3, "headers")), body, arguments.open)
        elif name == "putrequest":
            self.pending = (call, engine.new(v.Mapping()))
            self.in_pieces = True  # its body is sent behind the headers
        elif name == "putheader":
            self._put_header(engine, call)
        elif name == "endheaders" and self.pending is not None:
            (first, headers), self.pending = self.pending, None
            self._send(engine, first, [v.only(headers)], arguments.positional, False)
        elif name == "getresponse":
            return self._answer(engine, call)
        return v.only(self) if name == "__enter__" else v.NONE

    def _answer(self, engine: Engine, call: Call) -> v.Value:
        if self.response is None:
            return v.unknown("response", engine.undo.now)
        exchange = self.response.exchange
        if exchange is not None:
            exchange.response_place = place_of(call.frame.module, call.node)
            exchange.escaped = None
        return v.only(self.response)

    def _send(self, engine: Engine, call: Call, headers: list[v.Value], elsewhere: list[v.Value], unseen: bool) -> None:
        verb = call.arguments.get(0, "method") or v.unknown("method", engine.undo.now)
        path = call.arguments.get(1, "url") or v.unknown("path", engine.undo.now)
        url = concatenate(engine, [v.only(f"{self.scheme}://"), self.host, path], None, call.frame)
        message = Message(_HTTP_CLIENT, verb, url)
        message.insecure = "context=" if self.is_unchecked else None
        if self.observed.is_unverified and self.has_default_context:
            message.insecure = "ssl._create_default_https_context"
        message.headers, message.body_values, message.may_have_other_headers = headers, elsewhere, unseen
        message.form = elsewhere[0] if elsewhere else None
        message.has_unseen_body = unseen or self.in_pieces
        self.response = send(engine, self.observed, message, call.node, call.frame)
        if self.response.exchange is not None:
            self.response.exchange.escaped = "it is fetched elsewhere"

    def _put_header(self, engine: Engine, call: Call) -> None:
        if self.pending is None or len(call.arguments.positional) < 2:
            return
        _, headers = self.pending
        name = v.text_of(call.arguments.positional[0][0].content)
        if name is None:
            engine.open(headers)
        else:
            engine.put(headers, name, call.arguments.positional[1])


def _connection(scheme: str) -> Any:
    def model(engine: Engine, observed: Observed, call: Call) -> v.Value:
        host = call.arguments.get(0, "host") or v.unknown("host", engine.undo.now)
        context = call.arguments.keywords.get("context")
        if context is None and call.arguments.open:
            context = v.unknown("context", engine.undo.now)
        return v.only(engine.new(Connection(observed, scheme, host, context)))

    return model


CALLS: dict[str, Any] = {
    "http.client.HTTPSConnection": _connection("https"),
    "http.client.HTTPConnection": _connection("http"),
}
CLASSES: dict[str, HttpLibrary] = {}
"""None that a project derives its own classes from."""
