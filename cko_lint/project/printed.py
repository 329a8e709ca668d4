"""What a plain run has printed, for the next one that would print the same: a hook that fails is run again and again.

No more than the start of the program is needed for that.
"""

from __future__ import annotations

import os
import sys

from cko_lint.project.files import CACHE_FOLDER
from cko_lint.project.kept import KeptResults, given
from cko_lint.project.store import digest_of
from cko_lint.sources.kinds import BASELINE, PYTHON, kind_of

TYPE_CHECKING = False  # importing the real one would cost more than the module
if TYPE_CHECKING:
    from collections.abc import Iterable

    from cko_lint.project.index import Index
    from cko_lint.sources.scan import Scan, Source

VARIABLES = (
    "CI", "COLUMNS", "FORCE_COLOR", "FORCE_HYPERLINK", "JENKINS_URL", "NO_COLOR", "TEAMCITY_VERSION", "TF_BUILD",
)  # fmt: skip
"""The environment variables that a report depends on which goes to no terminal."""


class Printed:
    """What runs have printed about the files of one project that a scan has found."""

    __slots__ = ("_asked", "_index")

    def __init__(self, index: Index, found: Scan) -> None:
        """`found` holds Python files of the project only."""
        self._index = index
        read = ((source.path, source.absolute, digest_of(source.data)) for source in found.sources)
        self._asked = (found.count, *sorted(found.paths), *read, *map(os.environ.get, VARIABLES))

    def get(self) -> tuple[int, str] | None:
        """Returns the exit code, and what was printed; None if that is not known, or something may have changed."""
        results = results_of(self._index)
        found = results.get()
        printed = results.printed(self._asked) if found is not None and self._are_all(found[0]) else None
        results.save()
        return printed

    def put(self, code: int, text: str) -> None:
        """Keeps what was printed."""
        results = results_of(self._index)
        found = results.get()
        if found is not None and self._are_all(found[0]):
            results.put_printed(self._asked, code, text)
            results.save()

    def _are_all(self, paths: set[str]) -> bool:
        """Whether files that a report is about are the project's, so that no other settings apply to them, and have no baseline."""
        real = set(map(os.path.realpath, paths))
        return all(path in self._index for path in real) and not _have_baseline(map(os.path.dirname, real))


def printed_about(found: Scan, indexes: list[Index]) -> Printed | None:
    """Returns what was printed about the files of a scan; None if a report about them depends on more than on one project."""
    if len(indexes) != 1 or sys.stdout.isatty() or any(is_apart(source, indexes[0]) for source in found.sources):
        return None
    return Printed(indexes[0], found)


def is_apart(source: Source, index: Index) -> bool:
    """Whether a file is no Python file of a project, and may change without it."""
    return kind_of(source.path) != PYTHON or source.absolute not in index


def results_of(index: Index) -> KeptResults:
    """Returns what was kept of a project that has no settings."""
    return KeptResults(index, os.path.join(index.root, CACHE_FOLDER), given([""]))


def _have_baseline(inner: Iterable[str]) -> bool:
    """Whether there is a baseline of findings in some folders, or above them."""
    folders = set()
    for folder in inner:
        while folder not in folders:
            folders.add(folder)
            folder = os.path.dirname(folder)
    return any(os.path.lexists(os.path.join(folder, BASELINE)) for folder in folders)
