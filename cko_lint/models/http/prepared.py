"""Requests that are made first and sent later."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.evidence.message import Message
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.models.http.messages import copied_headers, message_of
from cko_lint.models.observed import Observed


class PreparedRequest(v.WithAttributes):
    """A request that is made first and sent later; `is_open` if code that cannot be analysed may have signed it."""

    __slots__ = ("is_open", "message")

    def __init__(self, message: Message) -> None:
        super().__init__({"headers": message.headers[0]})
        self.message = message
        self.is_open = False

    def set_attribute(self, engine: Engine, name: str, value: v.Value) -> bool:
        """Sets an attribute; headers are copied."""
        return super().set_attribute(engine, name, copied_headers(engine, value) if name == "headers" else value)

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """What is prepared by hand may be signed."""
        if name in ("register_hook", "prepare_headers", "prepare_auth", "prepare_hooks"):
            self.message.handled_by_own_code = True
        return v.only(self) if name in ("prepare", "copy") else v.NONE

    def escape(self, engine: Engine, reason: str) -> None:
        """Others may have signed it."""
        if not self.is_open:
            engine.undo.record(self, lambda: setattr(self, "is_open", False))
            self.is_open = True

    def completed(self) -> Message:
        """Returns what is sent, with the headers that the request has by now."""
        self.message.headers[0] = self.attributes["headers"]
        self.message.may_have_other_headers = self.message.may_have_other_headers or self.is_open
        return self.message


def prepared(library: HttpLibrary) -> Any:
    """Returns the model of a library's `Request` class."""

    def model(engine: Engine, observed: Observed, call: Call) -> v.Value:
        return v.only(prepare(engine, library, call))

    return model


def prepare(engine: Engine, library: HttpLibrary, call: Call) -> PreparedRequest:
    """Makes a request of the arguments of a call."""
    message = message_of(engine, None, call, library, headers_at=library.prepared_headers_at)
    headers = call.arguments.get(library.prepared_headers_at, "headers")
    message.headers = [copied_headers(engine, headers)] if headers is not None else [v.only(engine.new(v.Mapping()))]
    made: PreparedRequest = engine.new(PreparedRequest(message))
    return made
