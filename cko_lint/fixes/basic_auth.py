"""Sends the user name of basic authentication, which is the key, in the `Authorization` header instead.

It is given to the call (`auth=(key, "")`), to the client that is called, or set on it (`session.auth = (key, "")`).
"""

from __future__ import annotations

import ast

from cko_lint.findings import Location
from cko_lint.fixes import bearer, calls
from cko_lint.fixes.module_text import ModuleText
from cko_lint.fixes.patches import Patch

_BASIC = frozenset({"BasicAuth", "HTTPBasicAuth"})
_WRITTEN = (ast.Name, ast.Attribute, ast.Subscript, ast.Call)
"""How a key is given that is not written out: one that is, is not written once more."""


def patches(module: ModuleText, location: Location) -> list[Patch] | None:
    """Returns what changes the request at a place, or the client that sends it."""
    call = module.node_at(location, ast.Call)
    if call is None:
        return None
    if _argument(call, "auth") is not None:
        return _of_call(module, call)
    client = call.func.value if isinstance(call.func, ast.Attribute) else None
    if client is None:
        return None
    made = list(calls.assigned_to(module, client))
    if len(made) == 1 and isinstance(made[0], ast.Call) and _argument(made[0], "auth") is not None:
        return _of_call(module, made[0])
    return _of_attribute(module, client)


def _of_call(module: ModuleText, call: ast.Call) -> list[Patch] | None:
    auth, headers = _argument(call, "auth"), _argument(call, "headers")
    user = _user(auth.value) if auth is not None else None
    if auth is None or user is None:
        return None
    quote = module.quote
    entry = f"{quote}Authorization{quote}: {bearer.value(module, module.source(user))}"
    if headers is None:
        return [module.replacing(auth, f"headers={{{entry}}}")]
    if not isinstance(headers.value, ast.Dict) or not all(map(_is_other_header, headers.value.keys)):
        return None
    return [_without(module, call, auth), *calls.entry_added(module, headers.value, entry)]


def _of_attribute(module: ModuleText, client: ast.expr) -> list[Patch] | None:
    """Returns what sets the header of a client, where there is one place in its module that sets what it signs with."""
    text = f"{ast.unparse(client)}.auth"
    found = [node for node in module.all(ast.Assign) if any(ast.unparse(target) == text for target in node.targets)]
    user = _user(found[0].value) if len(found) == 1 and len(found[0].targets) == 1 else None
    if user is None:
        return None
    quote = module.quote
    header = f"{module.source(client)}.headers[{quote}Authorization{quote}]"
    value = bearer.value(module, module.source(user))
    return [module.replacing(found[0].targets[0], header), module.replacing(found[0].value, value)]


def _argument(call: ast.Call, name: str) -> ast.keyword | None:
    return next((keyword for keyword in call.keywords if keyword.arg == name), None)


def _user(auth: ast.expr) -> ast.expr | None:
    """Returns the user name of basic authentication without a password."""
    match auth:
        case ast.Tuple(elts=[user, password]):
            pass
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[user, *rest], keywords=[]) if (
            name in _BASIC and len(rest) < 2
        ):
            password = rest[0] if rest else ast.Constant("")
        case _:
            return None
    is_alone = isinstance(password, ast.Constant) and not password.value
    return user if is_alone and isinstance(user, _WRITTEN) else None


def _is_other_header(key: ast.expr | None) -> bool:
    """Whether an entry is certainly not the `Authorization` header, which would be sent instead of the new one."""
    return isinstance(key, ast.Constant) and isinstance(key.value, str) and key.value.lower() != "authorization"


def _without(module: ModuleText, call: ast.Call, keyword: ast.keyword) -> Patch:
    """Returns what takes an argument out, with the comma before it, or behind it if it is the first one of several."""
    start, end = module.span(keyword)
    behind = [span[0] for span in map(module.span, (*call.args, *call.keywords)) if span[0] > start]
    before, _ = module.code_before(start)
    is_first = module.text[before] != ","
    return Patch(module.path, start, min(behind), "") if is_first and behind else Patch(module.path, before, end, "")
