"""The library `httplib2`: a call gives the response and its body."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.evidence.message import Message
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.models.http.exchange import send
from cko_lint.models.http.messages import layer
from cko_lint.models.observed import Observed

_HTTPLIB2 = HttpLibrary("httplib2")
_SIGNING = ("add_credentials", "add_certificate")


class Http(v.LibraryObject):
    """An `Http`, through which everything is sent; `is_open` if it may sign by itself."""

    __slots__ = ("is_open", "is_unchecked", "observed")

    def __init__(self, observed: Observed, is_unchecked: bool) -> None:
        self.observed = observed
        self.is_unchecked = is_unchecked
        self.is_open = False

    def held(self) -> list[Any] | None:
        """Nothing but whether it may sign."""
        return []

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """`request(uri, method, body, headers)` gives the response and its body."""
        if name in _SIGNING:
            self.escape(engine, "it is given credentials")
        if name != "request":
            return v.NONE
        response = send(engine, self.observed, self._message(engine, call), call.node, call.frame)
        body = v.unknown("body", response.made_at, "content")
        return v.only(engine.new(v.Collection("tuple", [v.only(response), body])))

    def _message(self, engine: Engine, call: Call) -> Message:
        arguments = call.arguments
        url = arguments.get(0, "uri") or v.unknown("url", engine.undo.now)
        message = Message(_HTTPLIB2, arguments.get(1, "method") or v.only("GET"), url)
        message.headers = layer(arguments.get(3, "headers"))
        message.body_values = layer(arguments.get(2, "body"))
        message.form = arguments.get(2, "body")
        message.may_have_other_headers = arguments.open or self.is_open
        message.insecure = "disable_ssl_certificate_validation=" if self.is_unchecked else None
        return message

    def escape(self, engine: Engine, reason: str) -> None:
        """Others may have given it credentials."""
        if not self.is_open:
            engine.undo.record(self, lambda: setattr(self, "is_open", False))
            self.is_open = True


def _http(engine: Engine, observed: Observed, call: Call) -> v.Value:
    off = call.arguments.keywords.get("disable_ssl_certificate_validation", ())
    return v.only(engine.new(Http(observed, any(a.content is True for a in off))))


CALLS: dict[str, Any] = {"httplib2.Http": _http}
CLASSES: dict[str, HttpLibrary] = {}
"""None that a project derives its own classes from."""
