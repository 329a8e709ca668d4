"""Clients and transports of other packages that are those of `httpx`."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter.engine import Engine
from cko_lint.interpreter.frames import Call
from cko_lint.models.http import sessions
from cko_lint.models.http.httpx import HTTPX
from cko_lint.models.http.retry_settings import retry_settings
from cko_lint.models.http.transports import Adapter, adapter
from cko_lint.models.observed import Observed

CLASSES = dict.fromkeys(
    (
        "hishel.CacheClient", "hishel.AsyncCacheClient", "hishel.httpx.SyncCacheClient", "hishel.httpx.AsyncCacheClient",
        "httpx_cache.Client", "httpx_cache.AsyncClient", "openai.DefaultHttpxClient",
    ),
    HTTPX,
)  # fmt: skip


def _retrying(engine: Engine, observed: Observed, call: Call) -> v.Value:
    """A transport that tries again, around another one: one of the project's signs and checks what goes through it."""
    inner = call.arguments.get(0, "transport") or v.NONE
    if all(a.content is None or isinstance(a.content, Adapter) for a in inner):
        return adapter(engine, observed, call)
    return inner


CALLS: dict[str, Any] = {
    **{name: sessions.construct(library) for name, library in CLASSES.items()},
    "httpx_retries.Retry": retry_settings("httpx_retries", "status_forcelist"),
    "httpx_retries.RetryTransport": _retrying,
}
