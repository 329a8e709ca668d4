"""Headers that say nothing of who sends a request: code that sets only such ones changes nothing that matters of a session."""

from __future__ import annotations

import ast
import re

from cko_lint.syntax import ast_nodes, tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

is_plain = re.compile(
    r"(?i)(?:accept(?:-\w+)?|cache-control|connection|content-\w+|traceparent|user-agent|(?:cko-)?idempotency-key"
    r"|(?:cko|x)-(?:request|correlation|trace)[\w-]*)\Z"
).match
"""Whether a text is the name of such a header."""
_HEADERS = "headers"


def sets_plain_header(target: ast.AST) -> bool:
    """Whether a target is such a header: `session.headers["X-Request-Id"]`."""
    is_header = isinstance(target, ast.Subscript) and ast_nodes.last_name(target.value) == _HEADERS
    return is_header and _is_plain(target.slice)  # type: ignore[attr-defined]


def updates_plain_headers(call: ast.Call) -> bool:
    """Whether a call updates headers with such ones only."""
    is_update = isinstance(call.func, ast.Attribute) and call.func.attr == "update"
    if not is_update or ast_nodes.last_name(call.func.value) != _HEADERS or call.keywords or len(call.args) != 1:  # type: ignore[attr-defined]
        return False
    given = call.args[0]
    return isinstance(given, ast.Dict) and all(key is not None and _is_plain(key) for key in given.keys)


def _is_plain(key: ast.AST) -> bool:
    return isinstance(key, ast.Constant) and isinstance(key.value, str) and is_plain(key.value) is not None


def sets_plain_header_of(target: Any) -> bool:
    """The same of a node of a parsed file."""
    is_header = isinstance(target, tree.Subscript) and tree.last_name(target.base) == _HEADERS
    return is_header and _is_plain_constant(target.index)


def updates_plain_headers_of(call: Any) -> bool:
    """The same of a call in a parsed file."""
    function = call.function
    is_update = isinstance(function, tree.Attribute) and function.name == "update"
    if not is_update or tree.last_name(function.base) != _HEADERS or len(call.arguments) != 1:
        return False
    given = call.arguments[0].value
    return isinstance(given, tree.DictDisplay) and all(_is_plain_constant(key) for key, _ in given.entries)


def _is_plain_constant(key: Any) -> bool:
    return isinstance(key, tree.Constant) and isinstance(key.value, str) and is_plain(key.value) is not None
