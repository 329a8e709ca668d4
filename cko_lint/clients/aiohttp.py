"""The library `aiohttp`: its client session."""

from __future__ import annotations

from typing import Any

from cko_lint.clients import sessions
from cko_lint.clients.requests import basic_auth

CLASSES = {"aiohttp.ClientSession": "aiohttp", "aiohttp.client.ClientSession": "aiohttp"}

CALLS: dict[str, Any] = {
    "aiohttp.ClientSession": sessions.construct("aiohttp"),
    "aiohttp.client.ClientSession": sessions.construct("aiohttp"),
    "aiohttp.request": sessions.verbs("aiohttp", "aiohttp")["aiohttp.request"],
    "aiohttp.BasicAuth": basic_auth,
}
