"""What is wrong with a file as a whole: it cannot be parsed, or silences what is not there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from .edits import HERE, Change, Edit, Source


def file_broken(source: Source) -> Iterator[Change]:
    """The file names Checkout.com, and ends in the middle of a statement."""
    if re.search(r"checkout\.com|checkout_sdk", source.text):
        yield Change((Edit(len(source.text), len(source.text), "\nif (\n"),), "CKO001", HERE)


def silenced_for_nothing(source: Source) -> Iterator[Change]:
    """An import has no finding that a comment could suppress."""
    if "checkout" in source.text:
        for node in source.tree.body:
            if isinstance(node, (ast.Import, ast.ImportFrom)) and "#" not in source.lines[node.end_lineno - 1]:
                for comment in ("  # noqa: CKO101", "  # cko-lint: ignore[CKO401] the caller looks"):
                    yield Change((source.behind(node, comment),), "CKO002", HERE)
                return
