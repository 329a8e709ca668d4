"""Sends a form where JSON is sent: `json=` becomes `data=`."""

from __future__ import annotations

import ast

from cko_lint.findings import Remedy
from cko_lint.fixes.files import Files
from cko_lint.fixes.patches import Patch

_ENCODING = frozenset({"requests", "niquests", "httpx", "aiohttp", "grequests", "curl_cffi", "locust", "treq"})
"""The libraries that send a dictionary as a form if it is passed as `data`."""


def patches(remedy: Remedy, files: Files) -> list[Patch] | None:
    """Returns what renames the argument, unless a header says that it is JSON."""
    (location,), (library,) = remedy.places, remedy.words
    module = files.module(location.path)
    call = module.node_at(location, ast.Call) if module is not None else None
    if module is None or call is None or library not in _ENCODING or "application/json" in module.source(call).lower():
        return None
    names = [keyword.arg for keyword in call.keywords]
    given = next((keyword for keyword in call.keywords if keyword.arg == "json"), None)
    if given is None or "data" in names or None in names:
        return None
    start, _ = module.span(given)
    return [Patch(location.path, start, start + len("json"), "data")]
