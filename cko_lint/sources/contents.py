"""What is in the files that concern Checkout.com: code, the code of a notebook's cells, or text."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cko_lint.sources.encodings import decode
from cko_lint.sources.kinds import NOTEBOOK, OPEN, PYTHON, kind_of
from cko_lint.sources.scan import Source

if TYPE_CHECKING:
    from cko_lint.sources.notebooks import Notebook


@dataclass(frozen=True, slots=True)
class Contents:
    """The files that are Python, those that are text, and the notebooks among the first by their paths."""

    code: list[Source] = field(default_factory=list)
    texts: list[Source] = field(default_factory=list)
    notebooks: dict[str, Notebook] = field(default_factory=dict)

    @property
    def sources(self) -> list[Source]:
        """All of them."""
        return [*self.code, *self.texts]


def contents_of(sources: Iterable[Source]) -> Contents:
    """Returns what is in some files. The data of a notebook become the code of its cells; one that is none is a text."""
    found = Contents()
    for source in sources:
        kind = kind_of(source.path)
        if kind == NOTEBOOK:
            from cko_lint.sources import notebooks

            notebook = notebooks.read(source.data)
            if notebook is not None:
                found.notebooks[source.path] = notebook
                source = Source(source.path, source.absolute, notebook.text.encode("utf-8", "replace"))
        is_code = kind == PYTHON or source.path in found.notebooks or (kind == OPEN and _is_python(source))
        (found.code if is_code else found.texts).append(source)
    return found


def _is_python(source: Source) -> bool:
    """Whether a file whose name does not tell is Python: it says so in its first line, or it can be parsed."""
    first = next(source.blocks(), b"")[:200].split(b"\n")[0]
    if source.path == "<stdin>" or (first.startswith(b"#!") and b"python" in first):
        return True
    if source.is_large:  # a program of millions of characters was not written by hand
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(decode(source.data))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
