"""Nodes of Python's own syntax tree: what is below them, and the names in them."""

from __future__ import annotations

import ast

# Which fields of a node hold others: asking `ast` for them costs three times as much.
_LEAVES = frozenset(
    {"id", "attr", "arg", "asname", "module", "level", "names", "ctx", "op", "ops", "kind", "type_comment", "is_async", "simple",
     "conversion", "type_ignores", "kwd_attrs"}
)  # fmt: skip
_FIELDS = {
    kind: tuple(field for field in kind._fields if field not in _LEAVES)
    for kind in vars(ast).values()
    if isinstance(kind, type) and issubclass(kind, ast.AST)
}


def children(node: ast.AST) -> list[ast.AST]:
    """Returns the nodes directly below a node, without its operators, imported names and the like."""
    found: list[ast.AST] = []
    for field in _FIELDS[type(node)]:
        value = getattr(node, field, None)
        if type(value) is list:
            found.extend(filter(None, value))  # `{**others}` has no key there
        elif isinstance(value, ast.AST):
            found.append(value)
    return found


def last_name(node: ast.AST) -> str:
    """Returns the last name in `a.b.c` or `a.b.c(…)`; empty for what has none."""
    if isinstance(node, ast.Call):
        node = node.func
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def path_of(node: ast.AST) -> tuple[str, ...]:
    """Returns the names in `a.b[…].c`, from the first one on; empty for what does not begin with a name."""
    names = []
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        if isinstance(node, ast.Attribute):
            names.append(node.attr)
        node = node.value
    return (node.id, *reversed(names)) if isinstance(node, ast.Name) else ()


def dotted(node: ast.AST) -> str:
    """Returns `a.b.c` of a node that is that, is called, or has an item taken of it; empty for anything else."""
    if isinstance(node, (ast.Subscript, ast.Call)):
        node = node.value if isinstance(node, ast.Subscript) else node.func
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""
