"""The client of Tornado: `fetch` takes a URL or a request, and raises for a status of 400 or more unless it is told not to."""

from __future__ import annotations

import os
from typing import Any

from cko_lint import values as v
from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.evidence.message import Message
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Arguments, Call
from cko_lint.models import handling
from cko_lint.models.http.exchange import send
from cko_lint.models.http.messages import copied_headers, layer
from cko_lint.models.http.prepared import PreparedRequest
from cko_lint.models.http.transports import is_unchecked
from cko_lint.models.observed import Observed
from cko_lint.sources.path_roles import is_test

_TORNADO = HttpLibrary("tornado", status_errors=frozenset({"HTTPClientError", "HTTPError"}))


class Client(v.LibraryObject):
    """An `AsyncHTTPClient` or an `HTTPClient`."""

    __slots__ = ("is_open", "observed")

    def __init__(self, observed: Observed, is_open: bool) -> None:
        self.observed = observed
        self.is_open = is_open

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """`fetch(request)`; nothing else matters."""
        if name != "fetch":
            return v.only(self) if name == "__enter__" else v.NONE
        found = []
        for alternative in v.feasible(call.arguments.get(0, "request") or (), engine.path):
            content = alternative.content
            if isinstance(content, PreparedRequest):
                message = content.message
                message.headers = [content.attributes["headers"]]
                message.may_have_other_headers = message.may_have_other_headers or content.is_open
            else:
                message = _message(engine, (alternative,), call.arguments)
            found.append(v.restrict(self._fetched(engine, message, call), alternative.condition))
        return v.union(found) or v.unknown("fetched", engine.undo.now)

    def _fetched(self, engine: Engine, message: Message, call: Call) -> v.Value:
        message.may_have_other_headers = message.may_have_other_headers or self.is_open
        response = send(engine, self.observed, message, call.node, call.frame)
        raises = call.arguments.get(1, "raise_error") or v.only(True)
        exchange = response.exchange
        if exchange is not None and not exchange.checked and any(a.content is not False for a in raises):
            exchange.checked = True
            handling.failing(engine, self.observed, exchange, _TORNADO.status_errors, call.node)
        return v.only(response)


def _message(engine: Engine, url: v.Value, arguments: Arguments) -> Message:
    """Returns what is sent: behind the URL come the method, the headers and the body, by their names."""
    given = arguments.keywords
    message = Message(_TORNADO, given.get("method") or v.only("GET"), url)
    headers = given.get("headers")
    message.headers = layer(copied_headers(engine, headers) if headers is not None else v.only(engine.new(v.Mapping())))
    message.body_values = layer(given.get("body"))
    message.form = given.get("body")
    message.may_have_other_headers = arguments.open and headers is None
    if any(a.content is False for a in given.get("validate_cert", ())):
        message.insecure = "validate_cert=False"
    elif is_unchecked(given.get("ssl_options", ())):
        message.insecure = "ssl_options="
    return message


def _request(engine: Engine, observed: Observed, call: Call) -> v.Value:
    names = dict(zip(("url", "method", "headers", "body"), call.arguments.positional, strict=False))
    arguments = Arguments([], {**call.arguments.keywords, **names}, call.arguments.open)
    url = arguments.keywords.get("url") or v.unknown("url", engine.undo.now)
    return v.only(engine.new(PreparedRequest(_message(engine, url, arguments))))


def _client(engine: Engine, observed: Observed, call: Call) -> v.Value:
    return v.only(engine.new(Client(observed, "defaults" in call.arguments.keywords)))


def _configure(engine: Engine, observed: Observed, call: Call) -> v.Value:
    """`AsyncHTTPClient.configure(None, defaults={…})`: clients may sign by themselves."""
    if "defaults" in call.arguments.keywords or call.arguments.open:
        observed.patched(is_in_test=is_test(os.path.basename(call.frame.module.path)))
    return v.NONE


_CLIENTS = ("AsyncHTTPClient", "HTTPClient")

CALLS: dict[str, Any] = {
    "tornado.httpclient.HTTPRequest": _request,
    **{f"tornado.httpclient.{name}": _client for name in _CLIENTS},
    **{f"tornado.httpclient.{name}.configure": _configure for name in _CLIENTS},
    "tornado.simple_httpclient.SimpleAsyncHTTPClient": _client,
    "tornado.curl_httpclient.CurlAsyncHTTPClient": _client,
}
CLASSES: dict[str, HttpLibrary] = {}
"""None that a project derives its own classes from."""
