"""Where nodes stand: computed for a whole file at once, and only for files that have something to report.

LibCST's PositionProvider costs two parses and its import one of LibCST itself, since it visits every node. The code
generator passes by every node anyway; it only has to be asked where it is. `tests/test_positions.py` holds both
against each other.
"""

from __future__ import annotations

from collections.abc import Mapping
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

    def record_syntactic_position(  # type: ignore[override] # what it returns is only entered and left
        self, node: cst.CSTNode, *, start_node: Any = None, end_node: Any = None
    ) -> _Recording:
        return _Recording(self, node, start_node, end_node)


class _Recording:
    """Notes where a node begins and ends, without the blanks and parentheses around it; a generator would cost twice as much."""

    __slots__ = ("begin", "end_node", "node", "recorder", "start_node")

    def __init__(self, recorder: _Recorder, node: cst.CSTNode, start_node: Any, end_node: Any) -> None:
        self.recorder = recorder
        self.node = node
        self.start_node = start_node
        self.end_node = end_node
        self.begin = (recorder.line, recorder.column)

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        recorder = self.recorder
        known = recorder.spans
        begin = self.begin if self.start_node is None else known[id(self.start_node)][:2]
        end = (recorder.line, recorder.column) if self.end_node is None else known[id(self.end_node)][2:]
        known[id(self.node)] = (*begin, *end)


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
