"""How an argument is added to a call, and an entry to a dictionary, in the layout that they have."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from cko_lint.fixes.module_text import ModuleText
from cko_lint.fixes.patches import Patch


def argument_added(module: ModuleText, call: ast.Call, text: str) -> list[Patch]:
    """Returns what adds an argument behind all others: on a line of its own if the last one has one."""
    closing = module.span(call)[1] - 1
    start, end = module.code_before(closing)
    sign = module.text[start:end]
    if sign == "(":
        return [module.inserting(end, text)]
    has_comma = sign == ","
    if module.lines.line_at(end) == module.lines.line_at(closing):
        return [module.inserting(end, f"{' ' if has_comma else ', '}{text}")]
    comma = [] if has_comma else [module.inserting(end, ",")]
    line_end = module.lines.end(module.lines.line_at(end))
    indented = f"\n{module.indentation(_last(call, module))}{text},"
    if comma and line_end == end:
        return [module.inserting(end, f",{indented}")]
    return [*comma, module.inserting(line_end, indented)]


def _last(call: ast.Call, module: ModuleText) -> int:
    """Returns where the last argument begins."""
    return max(module.span(node)[0] for node in (*call.args, *call.keywords))


def entry_added(module: ModuleText, made: ast.Dict, text: str) -> list[Patch]:
    """Returns what adds an entry before all others."""
    opening = module.span(made)[0] + 1
    if not made.values:
        return [module.inserting(opening, text)]
    first = min(module.span(node)[0] for node in (*filter(None, made.keys), *made.values))
    if made.keys[0] is None:  # `**other`
        first = module.text.rindex("**", opening, first)
    if module.lines.line_at(first) == module.lines.line_at(opening):
        return [module.inserting(first, f"{text}, ")]
    return [module.inserting(first, f"{text},\n{module.indentation(first)}")]


def dictionary_of(module: ModuleText, node: ast.expr) -> ast.Dict | None:
    """Returns the dictionary display that an expression is, or that the only assignment to it has."""
    if isinstance(node, ast.Dict):
        return node
    values = list(assigned_to(module, node))
    return values[0] if len(values) == 1 and isinstance(values[0], ast.Dict) else None


def is_shared(module: ModuleText, node: ast.expr) -> bool:
    """Whether a variable or an attribute is read in other places, too: what is added to it goes there as well."""
    if isinstance(node, ast.Dict):
        return False
    text = ast.unparse(node)
    read = (other for other in module.all(type(node)) if isinstance(getattr(other, "ctx", None), ast.Load))
    return any(other is not node and ast.unparse(other) == text for other in read)


def assigned_to(module: ModuleText, node: ast.expr) -> Iterator[ast.expr | None]:
    """Yields what is assigned to a variable, or to an attribute of the object, where it can be seen from a node.

    None stands for what is assigned in another way, as to a parameter.
    """
    match node:
        case ast.Name():
            function = module.function(node)
            local = list(_assigned(module, node, function))
            yield from local or (_assigned(module, node, None) if function is not None else ())
        case ast.Attribute(value=ast.Name()):
            cls = next((outer for outer in module.around(node) if isinstance(outer, ast.ClassDef)), None)
            if cls is not None:
                yield from _assigned_in(cls, ast.unparse(node))


def _assigned(module: ModuleText, name: ast.Name, scope: ast.AST | None) -> Iterator[ast.expr | None]:
    if scope is not None and any(a.arg == name.id for a in ast.walk(scope) if isinstance(a, ast.arg)):
        yield None
    for node in ast.walk(scope or module.tree):
        if isinstance(node, ast.Name) and node.id == name.id and isinstance(node.ctx, ast.Store):
            if module.function(node) is scope:
                yield _value_of(module.parent(node), node)


def _assigned_in(cls: ast.ClassDef, text: str) -> Iterator[ast.expr | None]:
    for node in ast.walk(cls):
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(t, ast.Attribute) and ast.unparse(t) == text for t in targets):
                yield node.value


def _value_of(statement: ast.AST | None, target: ast.expr) -> ast.expr | None:
    if isinstance(statement, ast.Assign) and target in statement.targets:
        return statement.value
    if isinstance(statement, ast.withitem):
        return statement.context_expr
    return statement.value if isinstance(statement, ast.AnnAssign) else None
