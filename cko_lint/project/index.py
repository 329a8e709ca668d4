"""The index: what is known of each Python file of a project before any of them is parsed by LibCST.

The cheap things come first and are often all: does the file name Checkout.com, by its bytes? Its outline is made only if the
slice asks for it. Both are kept in the cache folder, by the content of the file.
"""

from __future__ import annotations

import os

from cko_lint.prefilter import concerns_checkout, is_anchor
from cko_lint.project.files import python_files
from cko_lint.project.roots import project_root
from cko_lint.project.store import Store, digest_of

TYPE_CHECKING = False  # importing the real one would cost more than the module
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cko_lint.project.files import Stat
    from cko_lint.project.outline import Outline

LARGEST = 2_000_000
"""Bytes from which on a file is no source that somebody wrote."""
SCHEMA = "2"
"""The form of the payloads; changed with whatever is kept, or with how it is found."""
_CONCERNS, _NAMES, _HAS_OUTLINE, _BROKEN = 1, 2, 4, 8


class Entry:
    """One file of the index."""

    __slots__ = ("_data", "_digest", "_flags", "_index", "_outline", "_payload", "path")

    def __init__(self, index: Index, path: str, data: bytes | None, payload: bytes | None) -> None:
        """`data` are its bytes if they are at hand, `payload` is what an earlier run has kept of it."""
        self.path = path
        self._index = index
        self._data = data
        self._payload = payload
        self._digest: bytes | None = None
        self._outline: Outline | None = None
        if payload is None:
            content = self.data
            concerns = concerns_checkout(content)
            self._flags = _CONCERNS * concerns + _NAMES * (concerns and is_anchor(content))
        else:
            self._flags = payload[0]

    @property
    def concerns(self) -> bool:
        """Whether the bytes of the file pass the prefilter."""
        return bool(self._flags & _CONCERNS)

    @property
    def names(self) -> bool:
        """Whether its bytes certainly name Checkout.com: its host, its SDK, or a key."""
        return bool(self._flags & _NAMES)

    @property
    def data(self) -> bytes:
        """The bytes of the file; empty where it cannot be read, or is too large."""
        if self._data is None:
            self._data = _read(self.path)
        return self._data

    @property
    def outline(self) -> Outline | None:
        """What the file imports and defines; None if Python cannot parse it."""
        if self._outline is None and not self._flags & _BROKEN:
            from cko_lint.project.outline import outline, unpacked  # not before somebody wants one

            if self._flags & _HAS_OUTLINE and self._payload is not None:
                self._outline = unpacked(self._payload[1:])
            if self._outline is None:  # not kept, or damaged
                self._outline = outline(self.data)
                self._flags |= _HAS_OUTLINE if self._outline is not None else _BROKEN
                self._payload = None
                self._index.note(self)
        return self._outline

    @property
    def payload(self) -> bytes:
        """What is kept of the file."""
        if self._payload is None:
            body = b""
            if self._outline is not None:
                from cko_lint.project.outline import packed

                body = packed(self._outline)
            self._payload = bytes((self._flags,)) + body
        return self._payload

    def __repr__(self) -> str:
        return f"<entry {self.path}>"


class Index:
    """The Python files of a project, by their real paths."""

    def __init__(self, root: str, folder: str | None = None) -> None:
        """Looks at the files below the root of a project.

        In `folder` is kept what saves reading a file again; None for not keeping anything.
        """
        self.root = root
        self._store = Store(folder, root, SCHEMA) if folder is not None else None
        if self._store is not None:
            self._store.load()
        self._stats: dict[str, tuple[str, Stat]] = {}
        self._entries: dict[str, Entry] = {}
        self._replaced: set[str] = set()
        for relative, stat in python_files(root):
            path = os.path.join(root, relative)
            self._stats[path] = relative, stat
            self._entries[path] = self._entry(path, relative, stat)

    def add(self, path: str, data: bytes) -> None:
        """Adds a file, or what counts instead of what is on disk; neither is kept."""
        self._replaced.add(path)
        self._entries[path] = Entry(self, path, data, None)

    @property
    def paths(self) -> list[str]:
        """The files, in a fixed order."""
        return sorted(self._entries)

    @property
    def is_anchored(self) -> bool:
        """Whether a file of the project names Checkout.com: otherwise nothing of it can send a request there, or tell a key."""
        if any(entry.names for entry in self._entries.values()):
            return True
        outlines = [entry.outline for entry in self._entries.values() if entry.concerns]
        return any(d.is_anchor for found in outlines if found is not None for d in found.definitions)

    def __contains__(self, path: str) -> bool:
        """Whether a file is one of the project's, or was added."""
        return path in self._entries

    def __iter__(self) -> Iterator[Entry]:
        return iter(list(self._entries.values()))

    def __getitem__(self, path: str) -> Entry:
        """Returns the entry of a file; one outside of the project is read now."""
        found = self._entries.get(path)
        if found is None:
            found = self._entries[path] = Entry(self, path, None, None)
        return found

    def containing(self, needle: bytes) -> Iterator[Entry]:
        """Yields the files whose bytes contain some others."""
        for entry in self:
            if needle in entry.data:
                yield entry

    def note(self, entry: Entry) -> None:
        """Learns that more is known of a file than has been kept."""
        found = self._stats.get(entry.path)
        if found is not None and self._store is not None and entry.path not in self._replaced:
            relative, stat = found
            self._store.put(relative, stat, digest_of(entry.data), entry.payload)

    def save(self) -> None:
        """Keeps what is known for the next run."""
        if self._store is not None:
            self._store.forget_others(relative for relative, _ in self._stats.values())
            self._store.save()

    def _entry(self, path: str, relative: str, stat: Stat) -> Entry:
        if self._store is None:
            return Entry(self, path, None, None)
        payload = self._store.get(relative, stat)
        if payload:
            return Entry(self, path, None, payload)
        data = _read(path)
        digest = digest_of(data)
        payload = self._store.get_by_digest(relative, digest, stat)
        entry = Entry(self, path, data, payload or None)
        if not payload:
            self._store.put(relative, stat, digest, entry.payload)
        return entry


def indexes(folders: Iterable[str], cache_folder: Callable[[str], str | None]) -> dict[str, Index]:
    """Returns the index of each project that some folders belong to, by its root.

    `cache_folder` tells where a project's is kept, if anywhere.
    """
    roots = sorted({project_root(folder) for folder in folders})
    return {root: Index(root, cache_folder(root)) for root in roots}


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read() if os.fstat(file.fileno()).st_size <= LARGEST else b""
    except OSError:
        return b""
