"""The library `httpx`: its functions, clients and auth objects."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.models.http import sessions
from cko_lint.models.http.functions import verbs
from cko_lint.models.http.prepared import prepared
from cko_lint.models.http.requests import basic_auth
from cko_lint.models.http.transports import TlsSettings
from cko_lint.models.observed import Observed

HTTPX = HttpLibrary(
    "httpx",
    status_errors=frozenset({"HTTPStatusError", "HTTPError"}),
    completes_prepared=True,
    has_raise_for_status=True,
)
CLASSES = {
    "httpx.Client": HTTPX, "httpx.AsyncClient": HTTPX, "authlib.integrations.httpx_client.AsyncClient": HTTPX,
}  # fmt: skip


def _transport(engine: Engine, observed: Observed, call: Call) -> v.Value:
    """A transport checks certificates unless it is told not to, whatever its client says."""
    off = any(a.content is False for a in call.arguments.keywords.get("verify", ()))
    return v.only(engine.new(TlsSettings(off)))


CALLS: dict[str, Any] = {
    **verbs(HTTPX, "httpx"),
    "httpx.stream": verbs(HTTPX, "httpx")["httpx.request"],
    "httpx.Client": sessions.construct(HTTPX),
    "httpx.AsyncClient": sessions.construct(HTTPX),
    "httpx.Request": prepared(HTTPX),
    "httpx.BasicAuth": basic_auth,
    "httpx.HTTPTransport": _transport,
    "httpx.AsyncHTTPTransport": _transport,
}
