"""What a name means at a place of a file: the same as for the module, or something of a function or class around it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

from cko_lint.fixes.module_text import ModuleText

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_IMPORTS = (ast.Import, ast.ImportFrom)
_ASSIGNING = (ast.Assign, ast.AnnAssign, ast.Delete)


def is_rebound(module: ModuleText, name: str, at: int) -> bool:
    """Whether a name that the module imports is something else at an index, or is not there yet."""
    line = module.lines.line_at(at)
    place = module.smallest_around(at, at, (ast.expr, ast.stmt))
    around = [place, *module.around(place)] if place is not None else []
    functions = [outer for outer in around if isinstance(outer, _FUNCTIONS)]
    if any(
        _is_bound((node for node in ast.walk(function) if module.function(node) is function), name, line)
        for function in functions
    ):
        return True
    scope = next((outer for outer in around if isinstance(outer, (*_FUNCTIONS, ast.ClassDef))), None)
    if isinstance(scope, ast.ClassDef):
        return _is_bound(_before(scope.body, line), name, line)
    at_once = _before(module.tree.body, line) if not functions else _before(module.tree.body, len(module.lines) + 1)
    return _is_bound((node for node in at_once if not isinstance(node, _IMPORTS)), name, line)


def _before(body: Sequence[ast.stmt], line: int) -> Iterator[ast.AST]:
    """Yields what a class or a module runs at once above a line, without what is under a condition."""
    for statement in body:
        if statement.lineno < line:
            yield from ast.walk(statement) if isinstance(statement, _ASSIGNING) else (statement,)


def _is_bound(nodes: Iterable[ast.AST], name: str, line: int) -> bool:
    return any(_binds(node, name, line) for node in nodes)


def _binds(node: ast.AST, name: str, line: int) -> bool:
    """Whether a node gives a name another value than the module's import does, or takes it away."""
    match node:
        case ast.Name(id=bound, ctx=ast.Store() | ast.Del()) | ast.arg(arg=bound):
            return bound == name
        case ast.FunctionDef(name=bound) | ast.AsyncFunctionDef(name=bound) | ast.ClassDef(name=bound):
            return bound == name
        case ast.ExceptHandler() | ast.MatchAs() | ast.MatchStar():
            return node.name == name
        case ast.Import() | ast.ImportFrom():
            return any(_imports_other(node, alias, name, line) for alias in node.names)
    return False


def _imports_other(statement: ast.Import | ast.ImportFrom, alias: ast.alias, name: str, line: int) -> bool:
    """Whether an import gives a name another meaning than `import name`, or does so further down only."""
    if (alias.asname or alias.name.partition(".")[0]) != name:
        return False
    is_same = isinstance(statement, ast.Import) and alias.asname in (None, alias.name)
    return not is_same or statement.lineno >= line
