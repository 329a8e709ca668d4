"""What a plain run has printed, for the next one that would print the same: a hook that fails is run again and again.

No more than the start of the program is needed for that.
"""

from __future__ import annotations

import os
import sys

from cko_lint.project.files import CACHE_FOLDER
from cko_lint.project.kept import KeptResults, given
from cko_lint.project.store import digest_of
from cko_lint.sources.kinds import BASELINE, PYTHON, TEXT, kind_of

TYPE_CHECKING = False  # importing the real one would cost more than the module
if TYPE_CHECKING:
    from collections.abc import Iterable

    from cko_lint.project.index import Index, Indexes
    from cko_lint.project.unchanged import Unchanged
    from cko_lint.sources.scan import Scan, Source

VARIABLES = (
    "CI", "COLUMNS", "FORCE_COLOR", "FORCE_HYPERLINK", "JENKINS_URL", "NO_COLOR", "TEAMCITY_VERSION", "TF_BUILD",
)  # fmt: skip
"""The environment variables that a report depends on which goes to no terminal."""


class Printed:
    """What runs have printed about the files that a scan has found."""

    __slots__ = ("_all", "_asked", "_folders", "_found", "_home", "_indexes", "_unchanged")

    def __init__(self, indexes: list[Index], found: Scan, unchanged: Unchanged | None) -> None:
        """`indexes` are those of the projects that the files belong to; `found` holds Python files of them, and texts."""
        self._all, self._found, self._unchanged = indexes, found, unchanged
        self._indexes = [index for index in indexes if index.is_anchored]
        self._home = (self._indexes or indexes)[0]
        self._folders = {os.path.dirname(source.absolute) for source in found.sources}
        read = ((source.path, source.absolute, digest_of(source.data)) for source in found.sources)
        projects = ((index.root, index.digest) for index in indexes)
        self._asked = (found.count, *sorted(found.paths), *projects, *read, *map(os.environ.get, VARIABLES))

    def get(self) -> tuple[int, str] | None:
        """Returns the exit code, and what was printed; None if that is not known, or something may have changed."""
        results = results_of(self._home)
        printed = results.printed(self._asked) if self._are_kept() else None
        results.save()
        if printed is not None:
            self.put_unchanged(*printed)
        return printed

    def put(self, code: int, text: str) -> None:
        """Keeps what was printed."""
        if self._are_kept():
            results = results_of(self._home)
            results.put_printed(self._asked, code, text)
            results.save()
            self.put_unchanged(code, text)

    def put_unchanged(self, code: int, text: str) -> None:
        """Keeps it for a run that looks at no file, if the run was about folders."""
        if self._unchanged is not None and not any(index.has_changed for index in self._all):
            told = {path: state for index in self._indexes for path, state in results_of(index).told.items()}
            self._unchanged.put(code, text, self._found, self._all, told)

    def _are_kept(self) -> bool:
        """Whether what was found in the projects is known, and nothing else decides what is said of it."""
        if have_baseline(self._folders):
            return False
        found = [(index, results_of(index).get()) for index in self._indexes]
        return all(result is not None and _are_all(index, result[0]) for index, result in found)


def _are_all(index: Index, paths: set[str]) -> bool:
    """Whether files that a report is about are a project's, so that no other settings apply to them, and have no baseline."""
    real = set(map(os.path.realpath, paths))
    return all(path in index for path in real) and not have_baseline(map(os.path.dirname, real))


def printed_about(found: Scan, indexes: Indexes, unchanged: Unchanged | None) -> Printed | None:
    """Returns what was printed about the files of a scan; None if a report about them depends on more than their projects.

    `unchanged` is what was printed about the folders that they were found in, if these were named.
    """
    projects = list(indexes)
    if not projects or sys.stdout.isatty() or not all(_says_all(source, indexes) for source in found.sources):
        return None
    return Printed(projects, found, unchanged)


def _says_all(source: Source, indexes: Indexes) -> bool:
    """Whether what is said of a file depends on its content, and on the project that it is in, only."""
    if kind_of(source.path) == TEXT:
        return not source.is_large
    return not is_apart(source, indexes.of(os.path.dirname(source.absolute)))


def is_apart(source: Source, index: Index) -> bool:
    """Whether a file is no Python file of a project, and may change without it."""
    return kind_of(source.path) != PYTHON or source.absolute not in index


def results_of(index: Index) -> KeptResults:
    """Returns what was kept of a project that has no settings."""
    return KeptResults(index, os.path.join(index.root, CACHE_FOLDER), given([""]))


def have_baseline(inner: Iterable[str]) -> bool:
    """Whether there is a baseline of findings in some folders, or above them."""
    folders = set()
    for folder in inner:
        while folder not in folders:
            folders.add(folder)
            folder = os.path.dirname(folder)
    return any(os.path.lexists(os.path.join(folder, BASELINE)) for folder in folders)
