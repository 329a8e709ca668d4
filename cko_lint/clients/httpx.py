"""The library `httpx`: its functions, clients and auth objects."""

from __future__ import annotations

from typing import Any

from cko_lint.clients import sessions
from cko_lint.clients.requests import basic_auth

CLASSES = {
    "httpx.Client": "httpx", "httpx.AsyncClient": "httpx", "authlib.integrations.httpx_client.AsyncClient": "httpx",
}  # fmt: skip

CALLS: dict[str, Any] = {
    **sessions.verbs("httpx", "httpx"),
    "httpx.stream": sessions.verbs("httpx", "httpx")["httpx.request"],
    "httpx.Client": sessions.construct("httpx"),
    "httpx.AsyncClient": sessions.construct("httpx"),
    "httpx.Request": sessions.prepared("httpx"),
    "httpx.BasicAuth": basic_auth,
}
