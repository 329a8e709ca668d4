"""Bytes to tree: the encoding, the guard against what LibCST cannot take, the parse."""

from __future__ import annotations

import ast
import io
import sys
import tokenize
import warnings
from collections import OrderedDict
from typing import TYPE_CHECKING

from cko_lint.syntax import tree
from cko_lint.syntax.ast_nodes import children
from cko_lint.syntax.deferred import Deferred, attach, cut
from cko_lint.syntax.errors import Undecodable, Unparsable

if TYPE_CHECKING:
    import libcst

    from cko_lint.syntax.positions import Span


Constants = list[tuple[int, "str | bytes"]]
"""The texts and bytes that are written in a file, with the lines on which they begin."""


class Parsed:
    """A parsed file: its text as LibCST sees it, its statements, and the texts and bytes that are written in it."""

    def __init__(
        self,
        text: str,
        body: tree.Body,
        module: libcst.Module,
        constants: Constants,
        bodies: dict[str, Deferred],
    ) -> None:
        """`bodies` are those that `module` has names for."""
        self.text = text
        self.body = body
        self.constants = constants
        self._module = module
        self._bodies = bodies
        self._spans: dict[int, Span] | None = None
        self._located: set[str] = set()

    @property
    def failure(self) -> Unparsable | None:
        """Why the body of a function could not be parsed, if one could not."""
        return next((body.failure for body in self._bodies.values() if body.failure is not None), None)

    def span(self, node: tree.Node) -> Span | None:
        """Returns where a node stands; None if it is not of this file. The first call computes it for the whole file."""
        from cko_lint.syntax.positions import spans

        if self._spans is None:
            try:
                self._spans = spans(self._module, ends={name: body.end for name, body in self._bodies.items()})
            except RecursionError:  # Python 3.12 allows LibCST's code generator less depth than its parser
                self._spans = {}
        found = self._spans.get(id(node.cst))
        if found is None:
            for name, body in self._bodies.items():
                if body.module is not None and name not in self._located:
                    self._located.add(name)
                    self._spans.update(spans(body.module, body.first - 1))
            found = self._spans.get(id(node.cst))
        return found


# LibCST's native parser and our own walk recurse; nesting beyond this never stands in a program that people wrote.
_DEEPEST = 120
_LONGEST_CHAIN = 1_000


def decode(data: bytes) -> str:
    """Returns the text of a Python file, without its byte order mark."""
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        return data.decode(encoding)
    except (SyntaxError, UnicodeDecodeError, LookupError) as error:
        raise Undecodable(str(error)) from None


class _Kept(OrderedDict[str, Parsed]):
    """What has been parsed in this process, by its text, and how much of it is kept: nothing, unless it is asked for."""

    most = 0

    def take(self, text: str) -> Parsed | None:
        found = self.get(text)
        if found is not None:
            self.move_to_end(text)
        return found

    def keep(self, parsed: Parsed) -> None:
        if self.most:
            self[parsed.text] = parsed
        while len(self) > self.most:
            self.popitem(last=False)


_kept = _Kept()


def keep_parsed(most: int) -> None:
    """From now on, keeps the last files that were parsed for the next runs of this process: of a server, that is."""
    _kept.most = most


def parse(text: str) -> Parsed:
    """Parses a text; raises Unparsable with the line that a user expects.

    `ast.parse` goes first: it refuses in milliseconds what overflows the C stack of LibCST's parser, and its errors
    name the right line. What is deeper than people write is refused too.
    """
    known = _kept.take(text)
    if known is not None:
        return known
    guarded = _guarded(text)
    try:
        parsed = _parsed(text, guarded)
        _kept.keep(parsed)
        return parsed
    except RecursionError:
        raise Unparsable("it is nested too deeply", 1, 1) from None


def _parsed(text: str, guarded: tuple[ast.Module, Constants] | None) -> Parsed:
    from cko_lint.syntax.lower import lower_module

    if guarded is None:
        module = _cst(text)
        body = lower_module(module)
        constants = [(1, node.value) for node in tree.walk(body) if isinstance(node, tree.Constant)]
        return Parsed(text, body, module, [(n, value) for n, value in constants if isinstance(value, (str, bytes))], {})
    short, bodies = cut(text, guarded[0], _cst)
    try:
        module = _cst(short)
    except Unparsable:
        module, bodies = _cst(text), {}  # the error has the line of the whole text
    body = lower_module(module)
    attach(body, bodies)
    return Parsed(text, body, module, guarded[1], bodies)


def _cst(text: str) -> libcst.Module:
    """Returns LibCST's tree of a text; raises Unparsable."""
    import libcst

    try:
        return libcst.parse_module(text)
    except libcst.ParserSyntaxError as error:
        message = error.message.splitlines()[0]
        raise _as_python_says(text) or _at_most(text, message, error.raw_line, error.raw_column + 1) from None
    except Exception as error:  # also what its grammar allows and its nodes do not: "a" b"b"
        raise _as_python_says(text) or Unparsable(f"LibCST cannot parse it: {type(error).__name__}", 1, 1) from None


def _at_most(text: str, message: str, line: int, column: int) -> Unparsable:
    """An error at a place of a text: LibCST counts some that are beyond its end, or that of a line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    line = min(max(line, 1), len(lines))
    return Unparsable(message, line, min(max(column, 1), len(lines[line - 1]) + 1))


def _guarded(text: str) -> tuple[ast.Module, Constants] | None:
    """Returns what Python makes of a text, with its constants; None if it is to be left to LibCST.

    Raises Unparsable where neither can take it.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parsed = ast.parse(text)
    except SyntaxError as error:
        if _may_be_newer(text):
            return None  # LibCST has the last word: it knows syntax that the running Python does not
        raise Unparsable(error.msg, error.lineno or 1, max(error.offset or 1, 1)) from None
    except (ValueError, RecursionError, MemoryError, OverflowError) as error:
        raise Unparsable(str(error) or "it is nested too deeply", 1, 1) from None
    return parsed, _surveyed(parsed)


def _may_be_newer(text: str) -> bool:
    """Whether a text may be newer Python than the one that runs, and is flat enough for LibCST to be asked."""
    if sys.version_info >= (3, 12) or len(text) > 500_000 or "\ufeff" in text or "\0" in text:
        return False
    depth, since = 0, 0
    for line in text.splitlines():
        opened = sum(map(line.count, "([{"))
        depth = max(depth + opened - sum(map(line.count, ")]}")), 0)
        since = since + 1 if depth else 0
        if max(depth, opened) > _DEEPEST or since > _LONGEST_CHAIN or len(line) > 5_000:
            return False
    return True


def _as_python_says(text: str) -> Unparsable | None:
    try:
        compile(text, "<source>", "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
    except SyntaxError as error:
        return Unparsable(error.msg, error.lineno or 1, max(error.offset or 1, 1))
    except (ValueError, RecursionError, MemoryError):
        return None
    return None


def _length(node: ast.AST) -> int:
    """Returns how long something is that is flat here and nested in LibCST's tree."""
    if isinstance(node, ast.BoolOp):
        return len(node.values)
    if isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
        return len(node.generators) * 8
    if isinstance(node, ast.alias):
        return node.name.count(".")
    return 0


_CHAINED = (ast.Attribute, ast.Call, ast.BinOp, ast.If, ast.JoinedStr)


def _surveyed(parsed: ast.Module) -> Constants:
    """Returns the texts and bytes in a module, with their lines; raises Unparsable where it is nested too deeply.

    A sum, a chain of calls or of `elif` counts by its length.
    """
    constants: Constants = []
    pending: list[tuple[ast.AST, int, int]] = [(parsed, 0, 0)]
    while pending:
        node, depth, chain = pending.pop()
        if depth > _DEEPEST or chain > _LONGEST_CHAIN or _length(node) > _LONGEST_CHAIN:
            raise Unparsable("it is nested too deeply to be analysed", getattr(node, "lineno", 1), 1)
        if isinstance(node, ast.Constant):
            if isinstance(node.value, (str, bytes)):
                constants.append((node.lineno, node.value))
            continue
        chained = isinstance(node, _CHAINED)
        for child in children(node):
            if chained and isinstance(child, _CHAINED):
                pending.append((child, depth, chain + 1))
            else:
                pending.append((child, depth + 1, chain))
    return constants
