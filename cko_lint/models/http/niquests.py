"""The library `niquests`, which is used as `requests` is, and asynchronously by the same names with an `a` in front."""

from __future__ import annotations

from dataclasses import replace

from cko_lint.models.http.requests import REQUESTS, calls_of

NIQUESTS = replace(REQUESTS, name="niquests")
CLASSES = {
    f"niquests.{name}": NIQUESTS
    for name in ("Session", "sessions.Session", "AsyncSession", "async_session.AsyncSession")
}
_CALLS = calls_of("niquests", NIQUESTS, CLASSES)
CALLS = {
    **_CALLS,
    **{
        f"niquests.a{name.rpartition('.')[2]}": model
        for name, model in _CALLS.items()
        if name.startswith("niquests.api.")
    },
}
