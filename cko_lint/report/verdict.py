"""Which of a project's findings a run reports: those that touch what it was asked about."""

from __future__ import annotations

from collections.abc import Callable, Collection

from cko_lint.findings import Finding, Location


class Asked:
    """What a run was asked about: files, or the lines of them that were added since a revision."""

    def __init__(self, paths: Collection[str], added: Callable[[str], frozenset[int]] | None = None) -> None:
        """`paths` are those of the files as reports show them; `added`, if only some lines count, returns these for one."""
        self._paths = paths
        self._added = added

    def names(self, path: str) -> bool:
        """Whether a file is one of those asked about."""
        return path in self._paths

    def touches(self, finding: Finding) -> bool:
        """Whether a finding, or a place on the call path to it, is in what was asked about."""
        return any(self._includes(place) for place in finding.places)

    def _includes(self, place: Location) -> bool:
        if self._added is None or not self.names(place.path):
            return self.names(place.path)
        added = self._added(place.path)
        if place.cell:  # its lines are those of a cell, git's those of the file
            return bool(added)
        return not added.isdisjoint(range(place.start.line, place.end.line + 1))
