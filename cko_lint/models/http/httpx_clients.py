"""Clients and transports of other packages that are those of `httpx`."""

from __future__ import annotations

from typing import Any

from cko_lint.models.http import sessions
from cko_lint.models.http.httpx import HTTPX
from cko_lint.models.http.retry_settings import retry_settings
from cko_lint.models.http.transports import adapter

CLASSES = dict.fromkeys(
    (
        "hishel.CacheClient", "hishel.AsyncCacheClient", "hishel.httpx.SyncCacheClient", "hishel.httpx.AsyncCacheClient",
        "httpx_cache.Client", "httpx_cache.AsyncClient", "openai.DefaultHttpxClient",
    ),
    HTTPX,
)  # fmt: skip
CALLS: dict[str, Any] = {
    **{name: sessions.construct(library) for name, library in CLASSES.items()},
    "httpx_retries.Retry": retry_settings("httpx_retries", "status_forcelist"),
    "httpx_retries.RetryTransport": adapter,
}
