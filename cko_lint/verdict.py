"""Which of a project's findings a run reports: those that touch what it was asked about."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache

from cko_lint.files import shown
from cko_lint.findings import Finding, Location


class Asked:
    """What a run was asked about: files, or the lines of them that were added since a revision."""

    def __init__(self, paths: Collection[str], added: Callable[[str], frozenset[int]] | None = None) -> None:
        """`paths` are those of the files as reports show them; `added`, if only some lines count, returns these for one."""
        self._paths = paths
        self._added = added
        self._named = cache(self._path_named)

    def names(self, path: str) -> bool:
        """Whether a file is one of those asked about."""
        return self._named(path) is not None

    def touches(self, finding: Finding) -> bool:
        """Whether a finding, or a place on the way to it, is in what was asked about."""
        return any(self._includes(place) for place in finding.places)

    def _includes(self, place: Location) -> bool:
        path = self._named(place.path)
        if path is None or self._added is None:
            return path is not None
        added = self._added(path)
        if place.cell:  # its lines are those of a cell, git's those of the file
            return bool(added)
        return not added.isdisjoint(range(place.start.line, place.end.line + 1))

    def _path_named(self, path: str) -> str | None:
        """Returns a path as it was asked about; a file that was only imported may be known by its absolute path."""
        return next((name for name in (path, shown(path)) if name in self._paths), None)
