"""Puts edits into the bytes of files: each file keeps its encoding and its line ends, a notebook the form of its JSON."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable, Iterable

from cko_lint.findings import Edit, Fix
from cko_lint.fixes.patches import are_apart, patched
from cko_lint.sources.kinds import PYTHON, kind_of
from cko_lint.sources.rewriting import file_text


def applied(fixes: Iterable[Fix], content: Callable[[str], bytes]) -> dict[str, bytes]:
    """Returns the new contents of the files that some fixes edit, by path; equal edits of several fixes are made once.

    `content` returns that of a file which the fixes were made for. Raises CannotRewrite.
    """
    edits: dict[str, dict[Edit, None]] = {}
    for fix in fixes:
        for edit in fix.edits:
            edits.setdefault(edit.location.path, {})[edit] = None
    return {path: _edited(path, content(path), list(of_file)) for path, of_file in edits.items()}


def _edited(path: str, data: bytes, edits: list[Edit]) -> bytes:
    written = file_text(path, data)
    if edits[0].location.cell:
        from cko_lint.fixes.notebook_source import patched_notebook

        return written.encoded(patched_notebook(written.text, edits))
    return written.encoded(patched(written.text, edits, written.line_end))


def chosen(fixes: Iterable[Fix]) -> list[Fix]:
    """Returns as many fixes as can be applied together: of two that overlap, the first one; equal edits are one edit."""
    found: list[Fix] = []
    taken: dict[Edit, None] = {}
    for fix in fixes:
        together = taken | dict.fromkeys(fix.edits)
        if are_apart(list(together)):
            found.append(fix)
            taken = together
    return found


def breaks_syntax(path: str, before: bytes, after: bytes) -> bool:
    """Whether a Python file could be parsed and no longer can."""
    return kind_of(path) == PYTHON and _parses(path, before) and not _parses(path, after)


def _parses(path: str, data: bytes) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(file_text(path, data).text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
