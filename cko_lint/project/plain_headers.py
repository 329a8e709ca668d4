"""Headers that say nothing of who sends a request: code that sets only such ones changes nothing that matters of a session."""

from __future__ import annotations

import ast
import re

from cko_lint.syntax.ast_nodes import last_name

is_plain = re.compile(
    r"(?i)(?:accept(?:-\w+)?|cache-control|content-\w+|traceparent|user-agent|(?:cko-)?idempotency-key"
    r"|(?:cko|x)-(?:request|correlation|trace)[\w-]*)\Z"
).match
"""Whether a text is the name of such a header."""
HEADERS = "headers"


def sets_plain_header(target: ast.AST) -> bool:
    """Whether a target is such a header: `session.headers["X-Request-Id"]`."""
    is_header = isinstance(target, ast.Subscript) and last_name(target.value) == HEADERS
    return is_header and _is_plain(target.slice)  # type: ignore[attr-defined]


def updates_plain_headers(call: ast.Call) -> bool:
    """Whether a call updates headers with such ones only."""
    is_update = isinstance(call.func, ast.Attribute) and call.func.attr == "update"
    if not is_update or last_name(call.func.value) != HEADERS or call.keywords or len(call.args) != 1:  # type: ignore[attr-defined]
        return False
    given = call.args[0]
    return isinstance(given, ast.Dict) and all(key is not None and _is_plain(key) for key in given.keys)


def _is_plain(key: ast.AST) -> bool:
    return isinstance(key, ast.Constant) and isinstance(key.value, str) and is_plain(key.value) is not None
