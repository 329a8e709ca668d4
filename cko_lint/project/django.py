"""Which modules Django takes a project's settings from, by what its files say."""

from __future__ import annotations

import os
import re

from cko_lint.project.index import Index

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_VARIABLE = b"DJANGO_SETTINGS_MODULE"
_NAMED = re.compile(rb"DJANGO_SETTINGS_MODULE[\"']?\s*[,=\]:)]+\s*[\"']?([A-Za-z_][\w.]*)")


def settings_files(index: Index, resolve: Callable[[str, int, str], str | None]) -> Iterator[str]:
    """Yields the files that `DJANGO_SETTINGS_MODULE` names, in the order of the files that set it.

    `resolve` returns the file that a module's name stands for in an import of a folder.
    """
    for entry in index.containing(_VARIABLE):
        for match in _NAMED.finditer(entry.data):
            path = resolve(os.path.dirname(entry.path), 0, match[1].decode())
            if path is not None:
                yield path
