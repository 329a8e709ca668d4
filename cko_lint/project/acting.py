"""Modules that act: their bodies change what others keep, so that they are imported for just that.

`app.config["KEY"] = …` in `wsgi.py`, `requests.Session.headers.update(…)` in a start-up script: none of their names is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cko_lint.project.imports import Importers
from cko_lint.project.index import Index
from cko_lint.project.mentions import CHANGING_LIBRARIES
from cko_lint.project.outline import CLASS, FUNCTION, VARIABLE, Import

_READ_THROUGH = 2
"""Imports between what reads a value and the module that keeps it: one, and a package that hands it on."""


def side_effect_modules(
    index: Index, importers: Importers, seeds: Iterable[tuple[str, frozenset[str]]], packages: frozenset[str]
) -> Iterator[str]:
    """Yields the files whose bodies change what is read, or an HTTP library.

    `seeds` are the names that are read, with the file in which they are; `packages` are those of the HTTP libraries.
    """
    read = _values_read(index, importers, seeds)
    outlines = [outline for path in read if (outline := index[path].outline) is not None]
    defined = {d.name for outline in outlines for d in outline.definitions if d.kind in (FUNCTION, CLASS)}
    for path in sorted(path for path in read if _keeps_any(index, path, read[path])):
        for user, imports in importers.of(path):
            if any(_acts(index, user, one, defined, read[path]) for one in imports):
                yield user
    for library in sorted({one.package for outline in outlines for one in outline.imports} & packages):
        may_change = _changes_of(library.encode("utf-8", "surrogatepass"))
        for entry in index.containing(library.encode("utf-8", "surrogatepass")):
            found = entry.outline if may_change.search(entry.data) else None  # an outline costs a hundred times as much
            if found is not None and any(
                one.package == library and (one.alias or library, "") in found.acts for one in found.imports
            ):
                yield entry.path


def _changes_of(library: bytes) -> re.Pattern[bytes]:
    """Returns what finds the text of a file that may change something in a library, or that calls the library otherwise."""
    name = re.escape(library)
    methods = b"|".join(sorted(method.encode() for method in CHANGING_LIBRARIES))
    changed = rb"\.(?:[^\n=(\[]|\[[^\]]*\])*(?:=[^=]|\b(?:%s)\()" % methods
    return re.compile(rb"\b%s(?:[\w.]*\s+as\b|%s)|\b(?:setattr\s*\(|del|as|for)\s*%s\b" % (name, changed, name))


def _values_read(
    index: Index, importers: Importers, seeds: Iterable[tuple[str, frozenset[str]]]
) -> dict[str, set[str]]:
    """Returns the names that are read, by the files in which they are bound, through all imports."""
    pending = [(path, mentions, _READ_THROUGH) for path, mentions in seeds]
    found: dict[str, set[str]] = {}
    while pending:
        path, mentions, depth = pending.pop()
        known = found.setdefault(path, set())
        new = mentions - known
        known |= new
        outline = index[path].outline if new and depth else None
        for one in outline.imports if outline is not None else ():
            if one.name == "*" or one.bound in new:
                wanted = frozenset(new | {one.name})
                pending += [(home, wanted, depth - 1) for home in importers.homes(path, one)]
    return found


def _keeps_any(index: Index, path: str, names: set[str]) -> bool:
    """Whether any of some names of a file is one of its globals: an object that others can change."""
    outline = index[path].outline
    return outline is not None and any(
        d.kind == VARIABLE and not d.owner and d.name in names for d in outline.definitions
    )


def _acts(index: Index, path: str, one: Import, defined: set[str], read: set[str]) -> bool:
    """Whether the body of a file changes what an import of its names, or calls something that may."""
    outline = index[path].outline
    acts = outline.acts if outline is not None else frozenset()
    bound = read if one.name == "*" else {one.bound}
    return any(
        base in bound and (not name or (one.name if name == base and one.name != "*" else name) in defined)
        for base, name in acts
    )
