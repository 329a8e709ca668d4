"""Makes a program fail where an environment variable is not set: `os.getenv("X")` becomes `os.environ["X"]`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from cko_lint.findings import Remedy
from cko_lint.fixes import imports
from cko_lint.fixes.files import Files
from cko_lint.fixes.module_text import ModuleText
from cko_lint.fixes.patches import Patch


def patches(remedy: Remedy, files: Files) -> list[Patch] | None:
    """Returns what replaces the calls that read the variable, in the statements at the places."""
    (name,) = remedy.words
    found: dict[Patch, None] = {}
    for location in remedy.places:
        module = files.module(location.path)
        if module is None:
            continue
        start, end = module.lines.index(location.start), module.lines.index(location.end)
        statement = module.smallest_around(start, end, ast.stmt)
        for call in _calls(statement, name) if statement is not None else ():
            found |= dict.fromkeys(_required(module, call))
    return list(found) or None


def _calls(statement: ast.stmt, name: str) -> Iterator[ast.Call]:
    """Yields the calls in a statement, not in the statements inside of it, that read a variable and have nothing for it."""
    pending: list[ast.AST] = [statement]
    while pending:
        node = pending.pop()
        pending += [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.stmt)]
        if isinstance(node, ast.Call) and node.args and _is_text(node.args[0], name) and _reader(node) is not None:
            default = [*node.args[1:], *(keyword.value for keyword in node.keywords)]
            if all(isinstance(value, ast.Constant) and value.value in (None, "") for value in default):
                yield node


def _is_text(node: ast.expr, text: str) -> bool:
    return isinstance(node, ast.Constant) and node.value == text


def _reader(call: ast.Call) -> str | None:
    """Returns which function of `os` is called, by its last name."""
    match call.func:
        case ast.Name(id="getenv"):
            return "getenv"
        case ast.Attribute(value=ast.Name(), attr="getenv"):
            return "os.getenv"
        case ast.Attribute(value=ast.Name(id="environ") | ast.Attribute(attr="environ"), attr="get"):
            return "environ.get"
    return None


def _required(module: ModuleText, call: ast.Call) -> Iterator[Patch]:
    """Yields what replaces a call."""
    if not module.is_exact(call):
        return
    argument, text = module.source(call.args[0]), module.source(call.func)
    mapping = imports.Said(text.removesuffix(".get"))
    if _reader(call) == "os.getenv":
        mapping = imports.Said(text.removesuffix("getenv") + "environ")
    elif _reader(call) == "getenv":
        mapping = imports.environ(module, module.span(call)[0])
    yield from mapping.patches
    yield module.replacing(call, f"{mapping.text}[{argument}]")
