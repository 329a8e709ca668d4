"""Bytes to tree: the encoding, the guard against what LibCST cannot take, the parse."""

from __future__ import annotations

import ast
import io
import sys
import tokenize
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cko_lint.syntax import tree

if TYPE_CHECKING:
    import libcst


class Undecodable(Exception):
    """The bytes are not text in the encoding that the file declares or defaults to (PEP 263)."""


@dataclass(frozen=True, slots=True)
class Unparsable(Exception):
    """The text is not Python; line and column are 1-based."""

    message: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed file: its text as LibCST sees it, LibCST's tree, and ours."""

    text: str
    cst: libcst.Module
    body: list[tree.Node]


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


def parse(text: str) -> Parsed:
    """Parses a text; raises Unparsable with the line that a user expects.

    `ast.parse` goes first: it refuses in milliseconds what overflows the C stack of LibCST's parser, and its errors
    name the right line. What is deeper than people write is refused too.
    """
    _guard(text)
    import libcst

    from cko_lint.syntax.lower import lower_module

    try:
        module = libcst.parse_module(text)
    except libcst.ParserSyntaxError as error:
        raise _as_python_says(text) or Unparsable(
            error.message.splitlines()[0], error.raw_line, error.raw_column + 1
        ) from None
    except (RecursionError, ValueError) as error:
        raise Unparsable(f"LibCST cannot parse it: {type(error).__name__}", 1, 1) from None
    try:
        return Parsed(text, module, lower_module(module))
    except RecursionError:
        raise Unparsable("it is nested too deeply", 1, 1) from None


def _guard(text: str) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parsed = ast.parse(text)
    except SyntaxError as error:
        if _may_be_newer(text):
            return  # LibCST has the last word: it knows syntax that the running Python does not
        raise Unparsable(error.msg, error.lineno or 1, max(error.offset or 1, 1)) from None
    except (ValueError, RecursionError, MemoryError, OverflowError) as error:
        raise Unparsable(str(error) or "it is nested too deeply", 1, 1) from None
    deep = _too_deep(parsed)
    if deep is not None:
        raise Unparsable("it is nested too deeply to be analysed", deep, 1)


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


def _too_deep(parsed: ast.Module) -> int | None:
    """Returns the line where nesting goes too deep; a sum, a chain of calls or of `elif` counts by its length."""
    pending: list[tuple[ast.AST, int, int]] = [(parsed, 0, 0)]
    while pending:
        node, depth, chain = pending.pop()
        if depth > _DEEPEST or chain > _LONGEST_CHAIN or _length(node) > _LONGEST_CHAIN:
            return getattr(node, "lineno", 1)
        chained = isinstance(node, _CHAINED)
        for child in ast.iter_child_nodes(node):
            if chained and isinstance(child, _CHAINED):
                pending.append((child, depth, chain + 1))
            else:
                pending.append((child, depth + 1, chain))
    return None
