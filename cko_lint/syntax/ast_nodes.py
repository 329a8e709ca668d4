"""Nodes of Python's own syntax tree: what is below them, and the names in them."""

from __future__ import annotations

import ast

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# Which fields of a node hold others: asking `ast` for them costs three times as much.
_LEAVES = frozenset(
    {"id", "attr", "arg", "asname", "module", "level", "names", "ctx", "op", "ops", "kind", "type_comment", "is_async", "simple",
     "conversion", "type_ignores", "kwd_attrs", "rest", "tag"}
)  # fmt: skip
_LEAVES_OF_SOME = {("Constant", "value"), ("MatchSingleton", "value")}


def _fields(kind: type[ast.AST]) -> tuple[str, ...]:
    """Returns the fields that hold nodes, or lists of nodes; a `name` is a text, but for that of a `type` statement."""
    leaves = _LEAVES if kind.__name__ == "TypeAlias" else _LEAVES | {"name"}
    return tuple(f for f in kind._fields if f not in leaves and (kind.__name__, f) not in _LEAVES_OF_SOME)


_FIELDS = {kind: _fields(kind) for kind in vars(ast).values() if isinstance(kind, type) and issubclass(kind, ast.AST)}


def children(node: ast.AST) -> list[ast.AST]:
    """Returns the nodes directly below a node, without its operators, imported names and the like."""
    found: list[ast.AST] = []
    for field in _FIELDS[type(node)]:
        value = getattr(node, field, None)
        if type(value) is list:
            found += value
        elif value is not None:
            found.append(value)
    return [one for one in found if one is not None] if None in found else found  # `{**others}` has no key there


def walk(node: ast.AST) -> Iterator[ast.AST]:
    """Yields a node and all below it, without those that `children` leaves out: three times as fast as `ast.walk`."""
    pending = [node]
    while pending:
        one = pending.pop()
        yield one
        pending += children(one)


def names_of_parameters(arguments: ast.arguments) -> set[str]:
    """Returns the names of all parameters of a function."""
    plain = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    return {one.arg for one in (*plain, arguments.vararg, arguments.kwarg) if one is not None}


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
