"""What a library's call sends, before anything is known of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cko_lint import values as v
from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.interpreter import mappings
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Frame

SendAnother = Callable[[Any, Any, Frame], "v.Value | None"]


class Message:
    """What a library's call sends: everything a request is made of, as values."""

    def __init__(self, library: HttpLibrary, method: v.Value, url: v.Value) -> None:
        self.library = library
        self.method = method
        self.url = url
        self.base: v.Value | None = None
        self.headers: list[v.Value] = []
        self.auth: list[v.Value] = []
        self.hooks: list[v.Value] = []
        self.answer_hooks: list[v.Value] = []
        self.query: list[v.Value] = []
        self.body_values: list[v.Value] = []
        self.form: v.Value | None = None
        self.json: v.Value | None = None
        self.has_unseen_body = False
        self.insecure: str | None = None
        self.is_secured = False
        self.retries: list[Any] = []
        self.may_have_other_headers = False
        self.handled_by_own_code = False
        self.adapters: list[v.Instance] = []
        self.raises_for_status: v.Value | None = None
        self.send_another: SendAnother | None = None
        """Sends another request, which an auth object of the program needs first, and returns the response, if it can."""


class BasicAuth(v.LibraryObject):
    """An object of basic authentication, of any library."""

    __slots__ = ("password", "user")

    def __init__(self, user: v.Value, password: v.Value) -> None:
        self.user = user
        self.password = password


def merged(engine: Engine, layers: list[v.Value]) -> v.Mapping:
    """Returns the headers of some layers in one; the first layer counts first."""
    made: v.Mapping = engine.new(v.Mapping())
    for layer in reversed(layers):
        mappings.update(engine, made, layer)
    return made


_OF_REQUESTS = frozenset({"body", "content", "cookies", "extensions", "hooks", "method", "path_url", "stream", "url"})


OF_A_REQUEST = "of a request"
"""The kind of the terms for what an auth object or a hook sees of a request, and is not followed: its path, say."""


class SentRequest(v.LibraryObject):
    """The request that a response has been given for: what it was sent with, the layer that counts first."""

    __slots__ = ("headers",)

    def __init__(self, headers: list[v.Value]) -> None:
        self.headers = headers

    def get_attribute(self, engine: Engine, name: str) -> v.Value | None:
        """Its headers, all in one; what else it has is not followed."""
        if name != "headers":
            return v.unknown(OF_A_REQUEST, self.made_at, name)
        return v.only(merged(engine, self.headers))


class OutgoingRequest(v.WithAttributes):
    """A request on its way out, as an auth object or a hook gets it; `is_open` if code that cannot be analysed had it.

    An adapter of the project's gives it on to its library, and gets its `response`.
    """

    __slots__ = ("is_open", "response")

    def __init__(self, headers: v.Value, response: v.LibraryObject | None = None) -> None:
        super().__init__({"headers": headers})
        self.response = response
        self.is_open = False

    def get_attribute(self, engine: Engine, name: str) -> v.Value | None:
        """Its headers; what else it has is not followed."""
        known = self.attributes.get(name)
        return v.unknown(OF_A_REQUEST, self.made_at, name) if known is None and name in _OF_REQUESTS else known

    def escape(self, engine: Engine, reason: str) -> None:
        """Others may have signed it."""
        if not self.is_open:
            engine.undo.record(self, lambda: setattr(self, "is_open", False))
            self.is_open = True
