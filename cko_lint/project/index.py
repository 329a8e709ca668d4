"""The index: what is known of each Python file of a project before any of them is parsed by LibCST.

The cheap things come first and are often all: does the file name Checkout.com, by its bytes? Its outline is made only if the
slice asks for it. What a file is asked for is kept in the cache folder, by its content.
"""

from __future__ import annotations

import os

from cko_lint.prefilter import concerns_checkout, is_anchor
from cko_lint.project.outline import Outline, outline, unpacked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LARGEST = 2_000_000
"""Bytes from which on a file is no source that somebody wrote."""


class Entry:
    """One file of the index. `concerns` says that its bytes pass the prefilter, `names` that they certainly name
    Checkout.com: its host, its SDK, or a key."""

    __slots__ = ("_data", "_outline", "concerns", "names", "path")

    def __init__(self, path: str, data: bytes | None = None) -> None:
        self.path = path
        self._data = data
        self._outline: Outline | None | bool = False
        content = self.data
        self.concerns = concerns_checkout(content)
        self.names = self.concerns and is_anchor(content)

    @property
    def data(self) -> bytes:
        """The bytes of the file; empty where it cannot be read, or is too large."""
        if self._data is None:
            self._data = _read(self.path)
        return self._data

    @property
    def outline(self) -> Outline | None:
        """What the file imports and defines; None if Python cannot parse it."""
        if self._outline is False:
            self._outline = outline(self.data)
        return self._outline  # type: ignore[return-value]

    def has(self, needle: bytes) -> bool:
        """Whether the bytes of the file contain some others."""
        return needle in self.data


class Index:
    """The Python files below a project's root, by their real paths."""

    def __init__(self, paths: Iterable[str], contents: dict[str, bytes]) -> None:
        """`contents` are what counts instead of what is on disk, also of files that are not there."""
        self._entries = {path: Entry(path, contents.get(path)) for path in paths}
        for path, data in contents.items():
            if path not in self._entries:
                self._entries[path] = Entry(path, data)

    @property
    def paths(self) -> list[str]:
        """The files, in a fixed order."""
        return sorted(self._entries)

    @property
    def is_anchored(self) -> bool:
        """Whether a file of the project names Checkout.com: otherwise nothing of it can send a request there, or tell a key."""
        if any(entry.names for entry in self._entries.values()):
            return True
        outlines = (entry.outline for entry in self._entries.values() if entry.concerns)
        return any(d.is_anchor for found in outlines if found is not None for d in found.definitions)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def __getitem__(self, path: str) -> Entry:
        """Returns the entry of a file; one outside of the project is read now."""
        found = self._entries.get(path)
        if found is None:
            found = self._entries[path] = Entry(path)
        return found

    def containing(self, needle: bytes) -> Iterator[Entry]:
        """Yields the files whose bytes contain some others."""
        for entry in list(self._entries.values()):
            if entry.has(needle):
                yield entry


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read() if os.fstat(file.fileno()).st_size <= LARGEST else b""
    except OSError:
        return b""
