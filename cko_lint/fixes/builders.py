"""Swaps `.environment_subdomain(…)` and `.environment(…)` on a builder of the SDK."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from cko_lint.findings import Remedy
from cko_lint.fixes.files import Files
from cko_lint.fixes.module_text import ModuleText, Span
from cko_lint.fixes.patches import Patch

_EARLY = "environment_subdomain"


def patches(remedy: Remedy, files: Files) -> list[Patch] | None:
    """Returns what swaps the call at the place, of `environment`, with that of the subdomain before it."""
    location = remedy.places[0]
    module = files.module(location.path)
    if module is None:
        return None
    end = module.lines.index(location.end)
    late = next((c for c in module.all(ast.Call) if module.span(c)[1] == end and _method(c) == "environment"), None)
    early = _early(module, late) if late is not None else None
    if late is None or early is None:
        return None
    (first, last), (start, end) = _stretch(module, early), _stretch(module, late)
    return [
        Patch(location.path, first, last, module.text[start:end]),
        Patch(location.path, start, end, module.text[first:last]),
    ]


def _method(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _stretch(module: ModuleText, call: ast.Call) -> Span:
    """Returns where a method's name and its arguments stand."""
    behind_name = module.span(call.func)[1]
    return behind_name - len(_method(call)), module.span(call)[1]


def _early(module: ModuleText, late: ast.Call) -> ast.Call | None:
    chained = next((call for call in _chain(late) if _method(call) == _EARLY), None)
    return chained or _in_statement_before(module, late)


def _chain(call: ast.Call) -> Iterator[ast.Call]:
    """Yields the calls whose result a method is called on, the nearest first."""
    node: ast.expr = call
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        node = node.func.value
        if isinstance(node, ast.Call):
            yield node


def _in_statement_before(module: ModuleText, late: ast.Call) -> ast.Call | None:
    """Returns the call of the subdomain on the same variable, in a statement before that of the environment.

    None where the argument of the environment is only assigned in between.
    """
    statement = next((node for node in module.around(late) if isinstance(node, ast.stmt)), None)
    body = _siblings(module, statement) if statement is not None else []
    at = body.index(statement) if statement in body else 0
    variable = _variable(late)
    for index in range(at - 1, -1, -1):
        for call in ast.walk(body[index]):
            if isinstance(call, ast.Call) and _method(call) == _EARLY and variable and _variable(call) == variable:
                return call if _names_in(late.args).isdisjoint(_assigned(body[index:at]) - {variable}) else None
    return None


def _siblings(module: ModuleText, statement: ast.stmt) -> Sequence[ast.stmt]:
    parent = module.parent(statement)
    blocks = (getattr(parent, name, None) for name in ("body", "orelse", "finalbody"))
    return next((block for block in blocks if isinstance(block, list) and statement in block), [])


def _variable(call: ast.Call) -> str:
    node: ast.expr = call
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        node = node.func.value
    return node.id if isinstance(node, ast.Name) else ""


def _names_in(nodes: Sequence[ast.expr]) -> set[str]:
    return {inner.id for node in nodes for inner in ast.walk(node) if isinstance(inner, ast.Name)}


def _assigned(statements: Sequence[ast.stmt]) -> set[str]:
    names = (inner for statement in statements for inner in ast.walk(statement) if isinstance(inner, ast.Name))
    return {name.id for name in names if isinstance(name.ctx, ast.Store)}
