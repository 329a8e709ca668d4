"""What an analysis asks the disk besides the Python files of a project: it is noted, for results that are kept depend on it.

What lies outside of the project's root is as good as not there.
"""

from __future__ import annotations

import os

from cko_lint.project.data_files import SETTINGS_FILES
from cko_lint.project.store import digest_of
from cko_lint.sources.reading import content

TYPE_CHECKING = False  # importing the real one would cost more than the module
if TYPE_CHECKING:
    from collections.abc import Collection

_LARGEST = 1 << 26
"""Bytes from which on a file counts as one that cannot be read: no source or settings file is as large."""


def state_of(path: str) -> str:
    """Returns what tells the content of a file, or the names in a folder, from any other; "-" where there is neither.

    Of a path that ends with a separator, that is only where the folder really is.
    """
    if path.endswith(os.sep):
        return digest_of(os.path.realpath(path).encode("utf-8", "surrogateescape")).hex()
    data = content(path, _LARGEST)
    if data is not None:
        return digest_of(data).hex()
    try:
        return digest_of("\0".join(_names(path)).encode("utf-8", "surrogateescape")).hex()
    except OSError:
        return "-"


def _names(folder: str) -> list[str]:
    return sorted(name for name in os.listdir(folder) if not name.startswith("."))


class Surroundings:
    """The files around those that a project's index knows: whether they are there, and what they have."""

    def __init__(self, root: str, left_out: Collection[str]) -> None:
        """`left_out` are the folders below the root whose files the index does not list."""
        self.root = root
        self.told: dict[str, str] = {}
        """The state of each path that was asked for (`state_of`)."""
        self._left_out = left_out
        self._is_listed = {root: root not in left_out}
        self._is_inside: dict[str, bool] = {}
        self._by_link: set[str] = set()
        """The folders whose real path is another."""
        self._below = os.path.join(root, "")
        self._real_root = os.path.join(os.path.realpath(root), "")
        self._note_packages_around()

    def has_file(self, path: str) -> bool:
        """Whether there is a file."""
        if not self.has(os.path.dirname(path)):
            return False
        self._note(path)
        return os.path.isfile(path)

    def has_module(self, path: str) -> bool:
        """Whether there is a Python file; where the index would list it, that need not be noted."""
        folder = os.path.dirname(path)
        if not self.has(folder):
            return False
        found = os.path.isfile(path)
        if not self._lists(folder):
            self._note(path)
            if found:
                self._note_settings(folder)
        return found

    def has_folder(self, path: str) -> bool:
        """Whether there is a folder."""
        if not self.has(path):
            return False
        self._note(path)
        return os.path.isdir(path)

    def names(self, folder: str) -> list[str]:
        """Returns the names in a folder, sorted, without hidden ones; none if it cannot be listed."""
        self._note(folder)
        try:
            return _names(folder) if self.has(folder) else []
        except OSError:
            return []

    def data(self, path: str, most: int) -> bytes | None:
        """Returns the bytes of a file; None if there is none that can be read, or it has more than `most`."""
        if not self.has(os.path.dirname(path)):
            return None
        found = content(path, most)
        self.told.setdefault(path, state_of(path) if found is None else digest_of(found).hex())
        return found

    def has(self, folder: str) -> bool:
        """Whether a folder is the root or below it, and not by a link that leads elsewhere."""
        if folder not in self._is_inside:
            self._is_inside[folder] = self._is_plainly_inside(folder) or self._is_really_inside(folder)
        return self._is_inside[folder]

    def _is_plainly_inside(self, folder: str) -> bool:
        """Whether it is in a folder that is the root or below it, on a way without links: that one is asked only once."""
        above, name = os.path.split(folder)
        if name in ("", ".", "..") or not folder.startswith(self._below) or os.path.islink(folder):
            return False
        return self.has(above) and above not in self._by_link

    def _is_really_inside(self, folder: str) -> bool:
        real, named = (os.path.join(path, "") for path in (os.path.realpath(folder), folder))
        if real != named:  # the link may lead elsewhere later
            self._by_link.add(folder)
            self._note(named)
        return real.startswith(self._real_root)

    def _lists(self, folder: str) -> bool:
        """Whether the index has the Python files of a folder, or would have them if there was one."""
        if folder not in self._is_listed:
            above = os.path.dirname(folder)
            self._is_listed[folder] = above != folder and folder not in self._left_out and self._lists(above)
        return self._is_listed[folder]

    def _note_settings(self, folder: str) -> None:
        """What is found in a file depends on the settings above it; the index knows those in the folders that it lists."""
        while self.has(folder) and not self._lists(folder):
            for name in SETTINGS_FILES:
                self._note(os.path.join(folder, name))
            folder = os.path.dirname(folder)

    def _note(self, path: str) -> None:
        if path not in self.told:
            self.told[path] = state_of(path)

    def _note_packages_around(self) -> None:
        """The name of a module depends on the packages that it is in, also on those around the project."""
        folder, above = self.root, os.path.dirname(self.root)
        while above != folder and os.path.isfile(os.path.join(folder, "__init__.py")):
            folder, above = above, os.path.dirname(above)
            self._note(os.path.join(folder, "__init__.py"))
