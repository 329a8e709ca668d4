"""The response of a request, whichever library has sent it."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.evidence.message import SentRequest
from cko_lint.evidence.places import place_of
from cko_lint.facts import RAISES_FOR_STATUS
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.logic.algebra import implies
from cko_lint.logic.conditions import when
from cko_lint.logic.terms import And, Term, compared, symbol
from cko_lint.models import handling
from cko_lint.models.exchanges import Exchange
from cko_lint.models.http.status_checks import handed_on, refused_gets_here
from cko_lint.models.observed import Observed

# Attributes that are the status.
_STATUS = frozenset({"status_code", "status", "code"})
_BODY = frozenset(
    {"text", "content", "data", "raw", "body", "json", "read", "iter_content", "iter_lines", "aread", "aiter_bytes",
     "aiter_text", "aiter_lines", "iter_bytes", "readline", "readlines", "stream", "aiter_raw"}
)  # fmt: skip
_RAISING = ("raise_for_status", "rethrow")
_RANGES = {
    "is_success": (200, 300), "is_error": (400, 600), "is_client_error": (400, 500), "is_server_error": (500, 600),
    "is_redirect": (300, 400), "is_informational": (100, 200),
}  # fmt: skip


def _asks_for_status(call: Call) -> bool:
    """Whether an item of a response is its status, as in httplib2: a text."""
    return any(a.content in ("status", ":status") for value in call.arguments.positional[:1] for a in value)


class Response(v.LibraryObject):
    """The response of a request: `status` is the term that stands for its status, `exchange` the request if it counts."""

    __slots__ = ("exchange", "library", "observed", "request", "status")

    is_response = True

    def __init__(self, observed: Observed, library: HttpLibrary) -> None:
        self.observed = observed
        self.library = library
        self.exchange: Exchange | None = None
        self.request: SentRequest | None = None
        self.status: Term = symbol("status")

    def get_attribute(self, engine: Engine, name: str) -> v.Value | None:
        """Its status in all its forms, its body, its methods."""
        if name in _STATUS:
            return v.only(self.status)
        if name in ("reason", "reason_phrase"):
            handed_on(engine, self.observed, self.status, "its reason phrase is read")
            return v.unknown("of response", self.made_at, name)
        if name == "error":  # Tornado's: what it would have raised
            handed_on(engine, self.observed, self.status, "its error is read")
            return v.unknown("of response", self.made_at, name)
        if name in ("request", "request_info") and self.request is not None:
            return v.only(self.request)
        if name == "ok":
            return v.only(compared("<", self.status, 400))
        if name in _RANGES:
            low, high = _RANGES[name]
            return v.only(And(compared(">=", self.status, low), compared("<", self.status, high)))
        if name in ("text", "content", "data", "raw", "body") and not (self.library.text_is_method and name == "text"):
            self._read_body(engine)
            return v.unknown("body", self.made_at, name)
        if name in _BODY or name in (*_RAISING, "getcode", "close", "release", "aclose", "get"):
            return v.only(v.Bound(self, name))
        return v.unknown("of response", self.made_at, name)

    def call_method(self, engine: Engine, name: str, call: Call, receiver: Any) -> v.Value | None:
        """`raise_for_status()`, and what reads its status or body."""
        if name in _RAISING:
            self._raise_for_status(engine, call)
            return v.only(self)
        if name == "getcode":
            return v.only(self.status)
        if name == "__enter__":
            return v.only(self)
        if name in ("__getitem__", "get") and _asks_for_status(call):
            handed_on(engine, self.observed, self.status, "its status is read as a text")
        if name in _BODY:
            self._read_body(engine)
            return v.unknown("body", self.made_at, name)
        return v.unknown("of response", self.made_at, name)

    def truth(self) -> Term | bool:
        """Its `ok`, or always true: libraries differ."""
        return symbol("<", self.status, 400) if self.library.truth_is_ok else True

    def tells(self) -> Term | None:
        """Its text has its status: `<Response [200]>`."""
        return self.status

    def escape(self, engine: Engine, reason: str) -> None:
        """Others may check it."""
        if self.exchange is not None and self.exchange.escaped is None and refused_gets_here(engine, self.status):
            self.exchange.escaped = reason

    def _raise_for_status(self, engine: Engine, call: Call) -> None:
        exchange = self.exchange
        if exchange is None:
            return
        was_checked, exchange.checked = exchange.checked, True
        exchange.note_check(RAISES_FOR_STATUS, place_of(call.frame.module, call.node))
        if not refused_gets_here(engine, self.status):
            return  # a 401 has been dealt with before
        if was_checked:
            exchange.swallowed = None  # it is asked again
            return
        handling.failing(engine, self.observed, exchange, self.library.status_errors, call.node)

    def _read_body(self, engine: Engine) -> None:
        exchange = self.exchange
        if exchange is None or exchange.no_content_test is None:
            return
        if not implies(engine.path, when(exchange.no_content_test, True)):
            exchange.read_after = True
