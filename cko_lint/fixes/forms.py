"""Sends a form where JSON is sent: `json=` becomes `data=`, and `data=json.dumps(fields)` becomes `data=fields`."""

from __future__ import annotations

import ast

from cko_lint.findings import Remedy
from cko_lint.fixes.files import Files
from cko_lint.fixes.patches import Patch

_ENCODING = frozenset({"requests", "niquests", "httpx", "aiohttp", "grequests", "curl_cffi", "locust", "treq"})
"""The libraries that send a dictionary as a form if it is passed as `data`."""

_BODIES = ("json", "data", "content")
_DUMPING = frozenset({"json.dumps", "dumps"})


def patches(remedy: Remedy, files: Files) -> list[Patch] | None:
    """Returns what renames the argument, unless a header says that it is JSON."""
    (location,), (library,) = remedy.places, remedy.words
    module = files.module(location.path)
    call = module.node_at(location, ast.Call) if module is not None else None
    if module is None or call is None or library not in _ENCODING or "application/json" in module.source(call).lower():
        return None
    arguments = {keyword.arg: keyword for keyword in call.keywords}
    given = [arguments[name] for name in _BODIES if name in arguments]
    if len(given) != 1 or None in arguments:
        return None
    start, end = module.span(given[0])
    fields = _fields(given[0])
    return [Patch(location.path, start, end, f"data={module.source(fields)}")] if fields is not None else None


def _fields(body: ast.keyword) -> ast.expr | None:
    """Returns the dictionary of a JSON body."""
    if body.arg == "json":
        return body.value
    match body.value:
        case ast.Call(func=ast.Attribute(attr="encode", value=ast.Call() as call), args=[], keywords=[]) | (
            ast.Call() as call
        ):
            name, arguments = ast.unparse(call.func), call.args
            return arguments[0] if name in _DUMPING and len(arguments) == 1 and not call.keywords else None
    return None
