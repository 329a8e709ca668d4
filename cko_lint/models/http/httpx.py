"""The library `httpx`: its functions, clients and auth objects."""

from __future__ import annotations

from typing import Any

from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.models.http import sessions
from cko_lint.models.http.functions import verbs
from cko_lint.models.http.prepared import prepared
from cko_lint.models.http.requests import basic_auth
from cko_lint.models.http.transports import adapter

HTTPX = HttpLibrary(
    "httpx",
    status_errors=frozenset({"HTTPStatusError", "HTTPError"}),
    completes_prepared=True,
    has_raise_for_status=True,
)
CLASSES = {
    "httpx.Client": HTTPX, "httpx.AsyncClient": HTTPX, "authlib.integrations.httpx_client.AsyncClient": HTTPX,
}  # fmt: skip


CALLS: dict[str, Any] = {
    **verbs(HTTPX, "httpx"),
    "httpx.stream": verbs(HTTPX, "httpx")["httpx.request"],
    "httpx.Client": sessions.construct(HTTPX),
    "httpx.AsyncClient": sessions.construct(HTTPX),
    "httpx.Request": prepared(HTTPX),
    "httpx.BasicAuth": basic_auth,
    "httpx.HTTPTransport": adapter,
    "httpx.AsyncHTTPTransport": adapter,
}
