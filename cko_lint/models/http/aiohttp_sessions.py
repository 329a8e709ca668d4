"""Sessions of other packages that are those of `aiohttp`: they try again, or keep responses."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cko_lint.models.http import sessions
from cko_lint.models.http.aiohttp import AIOHTTP
from cko_lint.models.http.retry_settings import retry_settings

_NAMED_ONLY = replace(AIOHTTP, base_url_at=-1)
CLASSES = {
    "aiohttp_retry.RetryClient": _NAMED_ONLY, "aiohttp_client_cache.CachedSession": AIOHTTP,
    "aiohttp_client_cache.session.CachedSession": AIOHTTP,
}  # fmt: skip
CALLS: dict[str, Any] = {
    **{name: sessions.construct(library) for name, library in CLASSES.items()},
    "aiohttp_retry.RetryClient": sessions.around(_NAMED_ONLY, "client_session"),
    **{
        f"aiohttp_retry.{kind}Retry": retry_settings("aiohttp_retry", "statuses")
        for kind in ("Exponential", "Fibonacci", "Jitter", "List", "Random")
    },
}
