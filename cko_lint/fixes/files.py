"""The files that fixes look into: each decoded, and parsed, once."""

from __future__ import annotations

from collections.abc import Callable, Container
from functools import cache

from cko_lint.fixes.module_text import ModuleText
from cko_lint.fixes.patches import Lines
from cko_lint.sources.rewriting import CannotRewrite, file_text


class Files:
    """The files of a run, by their paths in reports; of a notebook, the code of all its cells."""

    def __init__(self, contents: Callable[[str], bytes | None], texts: Container[str]) -> None:
        """`contents` returns the bytes of a file, None for one that is not to be edited; `texts` are no Python."""
        self._contents = contents
        self._texts = texts
        self.lines = cache(self._lines)
        self.module = cache(self._module)

    def is_text(self, path: str) -> bool:
        """Whether a file is no Python."""
        return path in self._texts

    def _lines(self, path: str) -> Lines | None:
        """Returns the text of a file; None if it cannot be edited."""
        data = self._contents(path)
        try:
            return Lines(file_text(path, data).text) if data is not None else None
        except CannotRewrite:
            return None

    def _module(self, path: str) -> ModuleText | None:
        """Returns a Python file; None if it cannot be edited, or not be parsed by the Python that runs."""
        lines = self.lines(path) if path not in self._texts else None
        try:
            return ModuleText(path, lines.text) if lines is not None else None
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
