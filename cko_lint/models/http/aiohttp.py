"""The library `aiohttp`: its client session."""

from __future__ import annotations

from typing import Any

from cko_lint.evidence.http_library import HttpLibrary
from cko_lint.models.http import sessions
from cko_lint.models.http.functions import verbs
from cko_lint.models.http.requests import basic_auth

AIOHTTP = HttpLibrary(
    "aiohttp",
    status_errors=frozenset({"ClientResponseError", "ClientError"}),
    base_url_at=0,
    has_raise_for_status=True,
    text_is_method=True,
)
CLASSES = {"aiohttp.ClientSession": AIOHTTP, "aiohttp.client.ClientSession": AIOHTTP}

CALLS: dict[str, Any] = {
    "aiohttp.ClientSession": sessions.construct(AIOHTTP),
    "aiohttp.client.ClientSession": sessions.construct(AIOHTTP),
    "aiohttp.request": verbs(AIOHTTP, "aiohttp")["aiohttp.request"],
    "aiohttp.BasicAuth": basic_auth,
}
