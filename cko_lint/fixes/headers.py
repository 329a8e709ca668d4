"""Adds the `Authorization` header to a request: to the headers that it has, or as a new argument."""

from __future__ import annotations

import ast

from cko_lint.findings import Remedy
from cko_lint.fixes import bearer, calls
from cko_lint.fixes.files import Files
from cko_lint.fixes.known_keys import Wanted, expression
from cko_lint.fixes.module_text import ModuleText
from cko_lint.fixes.patches import Patch

_SENDING = frozenset({"get", "post", "put", "patch", "delete", "head", "options", "request", "stream"})
_HEADERS_AT = 3
"""Where `request(method, url, body, headers)` of `http.client` and `httplib2` takes them."""


def patches(remedy: Remedy, files: Files) -> list[Patch] | None:
    """Returns what adds the header to the request at the first place; the words and other places say what the key is."""
    location, *way = remedy.places
    kind, environment, source, name, *known = remedy.words
    module = files.module(location.path)
    call = module.node_at(location, ast.Call) if module is not None else None
    if module is None or call is None:
        return None
    wanted = Wanted(kind, environment, tuple(way), source, name, tuple(known))
    return _added(module, call, wanted)


def _added(module: ModuleText, call: ast.Call, wanted: Wanted) -> list[Patch] | None:
    if _called(call) == "urlopen":
        return _added_to_urlopen(module, call, wanted)
    if _called(call) not in _SENDING:
        return None
    return _added_to_call(module, call, wanted, _headers_at(call))


def _headers_at(call: ast.Call) -> int:
    """Returns where `request(method, url, …)` takes its headers: `requests` and newer versions of `urllib3` one place further on."""
    if isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "treq":
        return 2
    is_further_on = len(call.args) > _HEADERS_AT + 1 and not isinstance(call.args[_HEADERS_AT + 1], ast.Constant)
    return _HEADERS_AT + 1 if is_further_on else _HEADERS_AT


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _added_to_call(module: ModuleText, call: ast.Call, wanted: Wanted, at: int) -> list[Patch] | None:
    """Returns what adds the header to the headers that a call has, by name or at a position."""
    if any(keyword.arg is None for keyword in call.keywords) or any(isinstance(a, ast.Starred) for a in call.args):
        return None
    given = next((keyword.value for keyword in call.keywords if keyword.arg == "headers"), None)
    if given is None and _called(call) in ("request", "Request") and len(call.args) > at:
        given = call.args[at]
    if given is not None and _is_no_mapping(module, given):
        return None
    entry, needed = _entry(module, call, wanted)
    if given is None:
        return [*needed, *calls.argument_added(module, call, f"headers={{{entry}}}")]
    if isinstance(given, ast.Constant) and given.value is None:
        return [*needed, module.replacing(given, f"{{{entry}}}")]
    made = calls.dictionary_of(module, given)
    if made is None or calls.is_shared(module, given):
        return [*needed, module.replacing(given, f"{{**{_unpacked(module, given)}, {entry}}}")]
    entry, needed = _entry(module, made, wanted)
    return [*needed, *calls.entry_added(module, made, entry)]


def _is_no_mapping(module: ModuleText, given: ast.expr) -> bool:
    """Whether headers are Twisted's `Headers`, which cannot be taken apart."""
    made = [one for one in (given, *calls.assigned_to(module, given)) if isinstance(one, ast.Call)]
    return any(_called(one) == "Headers" for one in made) and "twisted" in module.text


def _unpacked(module: ModuleText, given: ast.expr) -> str:
    """Returns what `**` takes apart of headers that are made elsewhere; a parameter may be None."""
    text = module.source(given)
    if None in calls.assigned_to(module, given):
        return f"({text} or {{}})"
    return text if isinstance(given, (ast.Name, ast.Attribute, ast.Call)) else f"({text})"


def _entry(module: ModuleText, node: ast.expr, wanted: Wanted) -> tuple[str, tuple[Patch, ...]]:
    key = expression(module, node, wanted, bearer.inner_quote(module))
    quote = module.quote
    return f"{quote}Authorization{quote}: {bearer.value(module, key.text)}", key.patches


def _added_to_urlopen(module: ModuleText, call: ast.Call, wanted: Wanted) -> list[Patch] | None:
    """Returns what adds the header to the `Request` that `urlopen` is given, or makes one of its URL."""
    if not call.args:
        return None
    request: ast.expr | None = call.args[0]
    if isinstance(request, ast.Name):
        values = list(calls.assigned_to(module, request))
        request = values[0] if len(values) == 1 else None
    if isinstance(request, ast.Call) and _called(request) == "Request":
        return _added_to_call(module, request, wanted, at=2)
    if len(call.args) > 1 or not isinstance(call.func, ast.Attribute):
        return None
    entry, needed = _entry(module, call, wanted)
    library = module.source(call.func).removesuffix("urlopen")
    url = call.args[0]
    return [*needed, module.replacing(url, f"{library}Request({module.source(url)}, headers={{{entry}}})")]
