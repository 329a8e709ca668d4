"""A Python file as a fix sees it: its text, Python's own tree of it, and where each node stands in the text."""

from __future__ import annotations

import ast
import io
import tokenize
import warnings
from collections.abc import Iterator
from functools import cached_property
from typing import TypeVar

from cko_lint.findings import Location
from cko_lint.fixes.patches import Lines, Patch

Node = TypeVar("Node", bound=ast.AST)
Span = tuple[int, int]
"""The index of the first character, and of the one behind the last."""

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


class ModuleText:
    """A Python file that can be parsed."""

    def __init__(self, path: str, text: str) -> None:
        """Raises SyntaxError, ValueError or RecursionError for what is no Python of the version that runs."""
        self.path = path
        self.text = text
        self.lines = Lines(text)
        self._in_bytes: dict[int, bytes | None] = {}
        """The bytes of the lines in which a character may be several: Python counts columns in these."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.tree = ast.parse(text)
        self._nodes = list(ast.walk(self.tree))
        self._parents = {child: node for node in self._nodes for child in ast.iter_child_nodes(node)}

    # ------------------------------------------------------------------ text

    def span(self, node: ast.AST) -> Span:
        """Returns where a node stands; inside of an f-string this is only known since Python 3.12."""
        assert isinstance(node, (ast.expr, ast.stmt, ast.keyword, ast.arg, ast.alias))
        end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
        return self._index(node.lineno, node.col_offset), self._index(end_line, end_column)

    def _index(self, line: int, offset: int) -> int:
        start = self.lines.start(line)
        if line not in self._in_bytes:
            text = self.text[start : self.lines.end(line)]
            self._in_bytes[line] = None if text.isascii() else text.encode("utf-8", "surrogatepass")
        data = self._in_bytes[line]
        return start + (offset if data is None else len(data[:offset].decode("utf-8", "surrogatepass")))

    def is_exact(self, node: ast.expr) -> bool:
        """Whether a node is certainly where it is said to be: before Python 3.12, those in f-strings may not be."""
        try:
            return ast.dump(ast.parse(self.source(node), mode="eval").body) == ast.dump(node)
        except (SyntaxError, ValueError):
            return False

    def source(self, node: ast.AST) -> str:
        """Returns the text of a node."""
        start, end = self.span(node)
        return self.text[start:end]

    def replacing(self, node: ast.AST, text: str) -> Patch:
        """Returns the patch that puts a text in the place of a node."""
        return Patch(self.path, *self.span(node), text)

    def inserting(self, index: int, text: str) -> Patch:
        """Returns the patch that inserts a text."""
        return Patch(self.path, index, index, text)

    @cached_property
    def quote(self) -> str:
        """The quotation mark that the file prefers."""
        return "'" if self.text.count("'") > self.text.count('"') * 2 else '"'

    @cached_property
    def _tokens(self) -> list[tuple[int, Span]]:
        """The kinds of all tokens, and where they stand, in order."""
        plain = self.text.replace("\r\n", "\n").replace("\r", "\n")
        return [
            (token.type, (self._at(token.start), self._at(token.end)))
            for token in tokenize.generate_tokens(io.StringIO(plain).readline)
        ]

    def _at(self, place: tuple[int, int]) -> int:
        line, column = place
        return self.lines.start(line) + column

    @cached_property
    def _code_ends(self) -> list[Span]:
        """Where the tokens stand that are no comments, in order."""
        kinds = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
        return [span for kind, span in self._tokens if kind not in kinds]

    def comments_inside(self, start: int, end: int) -> Iterator[str]:
        """Yields the comments that stand as a whole within a stretch of code."""
        if "#" in self.text[start:end]:
            inside = (span for kind, span in self._tokens if kind == tokenize.COMMENT)
            yield from (self.text[first:last] for first, last in inside if start < first and last < end)

    def code_before(self, index: int) -> Span:
        """Returns the last token, other than a comment, that ends before an index."""
        return next(span for span in reversed(self._code_ends) if span[1] <= index)

    def is_one_literal(self, start: int, end: int) -> bool:
        """Whether a text is one literal, and not several that stand side by side; an f-string may be many tokens."""
        if (start, end) in self._code_ends:
            return True
        return self.text[start:end].count(self.text[end - 1]) == 2 and "f" in self.text[start : start + 2].lower()

    def indentation(self, index: int) -> str:
        """Returns the whitespace that the line of an index begins with."""
        line = self.lines.line_at(index)
        text = self.text[self.lines.start(line) : self.lines.end(line)]
        return text[: len(text) - len(text.lstrip())]

    # ------------------------------------------------------------------ nodes

    def parent(self, node: ast.AST) -> ast.AST | None:
        """Returns the node that a node is a part of."""
        return self._parents.get(node)

    def around(self, node: ast.AST) -> Iterator[ast.AST]:
        """Yields the nodes that a node is a part of, from the inside out."""
        while (outer := self._parents.get(node)) is not None:
            yield outer
            node = outer

    def function(self, node: ast.AST) -> ast.AST | None:
        """Returns the function whose body a node is in."""
        return next((outer for outer in self.around(node) if isinstance(outer, _FUNCTIONS)), None)

    def node_at(self, location: Location, kinds: type[Node] | tuple[type[Node], ...]) -> Node | None:
        """Returns the outermost node of some kinds that stands exactly at a location."""
        wanted = (self.lines.index(location.start), self.lines.index(location.end))
        return next((node for node in self.all(kinds) if self._is_on(node, wanted) and self.span(node) == wanted), None)

    def smallest_around(self, start: int, end: int, kinds: type[Node] | tuple[type[Node], ...]) -> Node | None:
        """Returns the smallest node of some kinds that holds a stretch of the text."""
        found = [node for node in self.all(kinds) if self._holds(node, start, end)]
        return min(found, key=lambda node: self.span(node)[1] - self.span(node)[0], default=None)

    def all(self, kinds: type[Node] | tuple[type[Node], ...]) -> Iterator[Node]:
        """Yields the nodes of some kinds, outer ones before those inside of them."""
        return (node for node in self._nodes if isinstance(node, kinds))

    def _is_on(self, node: ast.AST, span: Span) -> bool:
        return getattr(node, "lineno", None) == self.lines.line_at(span[0])

    def _holds(self, node: ast.AST, start: int, end: int) -> bool:
        if not hasattr(node, "lineno"):
            return False
        first, last = self.span(node)
        return first <= start and end <= last
