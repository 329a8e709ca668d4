"""Bodies of functions that are parsed when they are needed.

LibCST's parse is most of what a file costs, and most functions of a large file are never run. So the text is cut before it is
parsed: where the body of a function was, there is a name. Python's own parser, which has read the file before, says where.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from cko_lint.syntax import tree
from cko_lint.syntax.errors import Unparsable

if TYPE_CHECKING:
    import libcst

_SHORTEST = 3
"""Lines: a shorter body is parsed with its file."""
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")

Parse = Callable[[str], "libcst.Module"]


class Deferred(tree.Deferred):
    """A body that was cut out of a text; `module` is LibCST's tree of it, once it has been read."""

    def __init__(self, node: ast.AST, first: int, end: tuple[int, int], lines: list[str], parse: Parse) -> None:
        """`first` is its first line, `end` its last line and the column behind it; `lines` are those lines."""
        self.node = node
        self.first = first
        self.end = end
        self.module: libcst.Module | None = None
        self.failure: Unparsable | None = None
        self._lines = lines
        self._parse = parse

    @property
    def text(self) -> str:
        """The lines of the body."""
        return "".join(self._lines)

    def holds(self, line: int) -> bool:
        """Whether a line of the file is one of them."""
        return self.first <= line <= self.end[0]

    def read(self, function: tree.Function) -> tree.Body:
        """Parses it; what cannot be parsed is taken for a call with all that the function was given."""
        from cko_lint.syntax.lower import lower_module

        header = "async def _():\n" if isinstance(self.node, ast.AsyncFunctionDef) else "def _():\n"
        try:
            self.module = self._parse(header + self.text)
            (whole,) = lower_module(self.module)
        except RecursionError:
            self.failure = Unparsable("it is nested too deeply", self.first, 1)
        except Unparsable as error:
            self.failure = Unparsable(error.message, error.line + self.first - 2, error.column)
        else:
            assert isinstance(whole, tree.Function)
            return whole.body
        return [_unknown(function)]


def _unknown(function: tree.Function) -> tree.Node:
    """Returns a statement that stands for a body that cannot be read: whatever the function is given may be used there."""
    given = [
        tree.Argument(function.cst, tree.Name(function.cst, parameter.name), None, "")
        for parameter in function.parameters
    ]
    return tree.Return(function.cst, tree.Call(function.cst, tree.Name(function.cst, "_"), given))


def cut(text: str, module: ast.Module, parse: Parse) -> tuple[str, dict[str, Deferred]]:
    """Returns a text without the bodies of its functions, and these by the names that stand in their places.

    `module` is what Python's parser makes of the text; `parse` makes a module of the text of a function.
    """
    lines = _LINES.findall(text)
    mark = "_body_"
    while mark in text:
        mark += "_"
    kept: list[str] = []
    found: dict[str, Deferred] = {}
    done = 0
    for node in _functions(module.body):
        first, last = _lines_of(node.body)
        indent = lines[first - 1][: len(lines[first - 1]) - len(lines[first - 1].lstrip())]
        if last - first + 1 < _SHORTEST or not _begins_with(lines[first - 1], indent, node.body[0], first):
            continue
        name = f"{mark}{len(found)}"
        ending = lines[last - 1][len(lines[last - 1].rstrip("\r\n")) :]
        kept += lines[done : first - 1]
        kept.append(f"{indent}{name}{ending}")
        found[name] = Deferred(node, first, _end_of(node.body[-1], lines), lines[first - 1 : last], parse)
        done = last
    return ("".join([*kept, *lines[done:]]) if found else text), found


def attach(body: tree.Body, bodies: dict[str, Deferred]) -> None:
    """Gives the functions of a tree whose bodies were cut out these as deferred ones."""
    for node in body if bodies else ():
        if isinstance(node, tree.Class):
            attach(node.body, bodies)
        elif isinstance(node, tree.Function) and len(node.body) == 1:
            (only,) = node.body
            if isinstance(only, tree.Expression) and isinstance(only.value, tree.Name) and only.value.id in bodies:
                node.defer(bodies[only.value.id])


def _functions(body: list[ast.stmt]) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yields the functions of a module and its classes, in order."""
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node.body)


def _lines_of(body: list[ast.stmt]) -> tuple[int, int]:
    decorators = getattr(body[0], "decorator_list", [])
    first = min([body[0].lineno, *(decorator.lineno for decorator in decorators)])
    return first, body[-1].end_lineno or first


def _begins_with(line: str, indent: str, node: ast.stmt, first: int) -> bool:
    """Whether a statement is the first of its line: `def f(): return 1` is none."""
    return node.lineno != first or node.col_offset == len(indent.encode())


def _end_of(node: ast.stmt, lines: list[str]) -> tuple[int, int]:
    line = node.end_lineno or node.lineno
    return line, len(lines[line - 1].encode()[: node.end_col_offset].decode()) + 1
