"""Where nodes stand: computed for a whole file at once, and only for files that have something to report.

LibCST's PositionProvider costs two parses and its import one of LibCST itself, since it visits every node. The code
generator passes by every node anyway; it only has to be asked where it is. `tests/test_positions.py` holds both
against each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

import libcst as cst
from libcst._nodes.internal import CodegenState

Span = tuple[int, int, int, int]
"""First line, first column, last line, and the column behind the last character; all 1-based, columns in characters."""


class _Recorder(CodegenState):
    """Notes at which line and column the code generator is when it enters and leaves the nodes that are asked for."""

    __slots__ = ("column", "ends", "line", "spans", "stack")

    def __init__(self, module: cst.Module, line: int, ends: Mapping[str, tuple[int, int]]) -> None:
        super().__init__(default_indent=module.default_indent, default_newline=module.default_newline)
        self.line = line
        self.column = 1
        self.ends = ends
        self.spans: dict[int, Span] = {}
        self.stack: list[tuple[int, int]] = []

    def add_indent_tokens(self) -> None:
        for token in self.indent_tokens:
            self.column += len(token)

    def add_token(self, value: str) -> None:
        if value in self.ends:
            self.line, self.column = self.ends[value]
        elif "\n" in value or "\r" in value:
            lines = value.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            self.line += len(lines) - 1
            self.column = len(lines[-1]) + 1
        else:
            self.column += len(value)

    def before_codegen(self, node: cst.CSTNode) -> None:
        self.stack.append((self.line, self.column))

    def after_codegen(self, node: cst.CSTNode) -> None:
        line, column = self.stack.pop()
        if id(node) not in self.spans:
            self.spans[id(node)] = (line, column, self.line, self.column)

    @contextmanager
    def record_syntactic_position(
        self, node: cst.CSTNode, *, start_node: Any = None, end_node: Any = None
    ) -> Iterator[None]:
        line, column = self.line, self.column
        try:
            yield
        finally:
            span = (line, column, self.line, self.column)
            if start_node is not None:
                span = (*self.spans[id(start_node)][:2], *span[2:])
            if end_node is not None:
                span = (*span[:2], *self.spans[id(end_node)][2:])
            self.spans[id(node)] = span


def spans(
    module: cst.Module, line: int = 1, ends: Mapping[str, tuple[int, int]] = MappingProxyType({})
) -> dict[int, Span]:
    """Returns the span of every node of a module by the node's `id`.

    `line` is that of the file on which the text of the module begins. `ends` are the lines and columns behind what has been cut
    out of it, by the names that stand there instead.
    """
    recorder = _Recorder(module, line, ends)
    module._codegen(recorder)
    return recorder.spans
