"""The index: what is known of each Python file of a project before any of them is parsed by LibCST.

The cheap things come first and are often all: does the file name Checkout.com, by its bytes? Its outline is made only if the
slice asks for it. Both are kept in the cache folder, by the content of the file.
"""

from __future__ import annotations

import os
import sys
import time

from cko_lint import __version__
from cko_lint.progress import each, tell
from cko_lint.project.data_files import telling_names
from cko_lint.project.files import listed
from cko_lint.project.roots import Tops, is_top, project_root
from cko_lint.project.state import State, StateFile
from cko_lint.project.store import DIGEST_SIZE, Store, digest_of
from cko_lint.sources.prefilter import concerns_checkout, is_anchor, use
from cko_lint.sources.reading import content as content_of

TYPE_CHECKING = False  # importing the real one would cost more than the module
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cko_lint.project.files import Stat
    from cko_lint.project.outline import Outline

    Words = Callable[[list[str]], list[str]]

LARGEST = 2_000_000
"""Bytes from which on a file is no source that somebody wrote."""
_MOST_HELD = 1 << 28
"""Bytes of files that were read and are kept in memory: somebody may ask what else is in them."""
_LIBRARIES = ("libcst/_version.py", "yaml/__init__.py", "tomli/__init__.py", "detect_secrets/__version__.py")
"""A file of each library that reads what is analysed."""
_CONCERNS, _NAMES, _HAS_OUTLINE, _BROKEN, _ANCHORED, _NOT_ANCHORED, _NOT_READ = 1, 2, 4, 8, 16, 32, 64


class Entry:
    """One file of the index."""

    __slots__ = ("_data", "_digest", "_flags", "_index", "_outline", "_payload", "path")

    def __init__(
        self, index: Index, path: str, data: bytes | None, payload: bytes | None, digest: bytes | None = None
    ) -> None:
        """`data` and `digest` are its bytes and theirs if they are at hand, `payload` is what an earlier run has kept of it."""
        self.path = path
        self._index = index
        self._data = data
        self._payload = payload
        self._flags = 0
        self._digest = digest
        self._outline: Outline | None = None
        if payload is None:
            use(index.words)
            content = self.data
            concerns = concerns_checkout(content)
            self._flags |= _CONCERNS * concerns + _NAMES * (concerns and is_anchor(content))
        else:
            self._flags = payload[0]
            self._digest = payload[1 : 1 + DIGEST_SIZE]

    @property
    def concerns(self) -> bool:
        """Whether the bytes of the file pass the prefilter."""
        return bool(self._flags & _CONCERNS)

    @property
    def names(self) -> bool:
        """Whether its bytes certainly name Checkout.com: its host, its SDK, or a key."""
        return bool(self._flags & _NAMES)

    @property
    def is_anchored(self) -> bool:
        """Whether what the file says can lead to a request to Checkout.com, or is one of its keys, or the name of one.

        Of names, those count that can only be Checkout.com's.
        """
        if self.names:
            return True
        if self.concerns and not self._flags & (_ANCHORED | _NOT_ANCHORED):
            from cko_lint.project.anchors import is_of_checkout  # not before there is such a file

            use(self._index.words)
            outline = self.outline if is_of_checkout(self.data) else None
            found = outline is not None and any(d.is_anchor for d in outline.definitions)
            self._flags |= _ANCHORED if found else _NOT_ANCHORED
            self._payload = None
            self._index.note(self)
        return bool(self._flags & _ANCHORED)

    @property
    def digest(self) -> bytes:
        """What tells the content of the file from any other."""
        if self._digest is None:
            self._digest = digest_of(self.data)
        return self._digest

    @property
    def data(self) -> bytes:
        """The bytes of the file; empty where it cannot be read, or is too large."""
        if self._data is None:
            found = content_of(self.path, LARGEST)
            self._flags |= _NOT_READ * (found is None)
            self._data = found or b""
            if self._digest is not None and self._digest != digest_of(self._data):
                self._index.has_changed = True
        return self._data

    @property
    def held(self) -> int:
        """How many bytes of the file are in memory."""
        return len(self._data or b"")

    def release(self) -> None:
        """Gives the bytes of the file back; they are read again if somebody asks for them."""
        self._data = None

    @property
    def was_read(self) -> bool:
        """Whether the file could be read, and is not too large to be source."""
        return not self._flags & _NOT_READ

    @property
    def is_worth_a_look(self) -> bool:
        """Whether it could not be read as a whole, or its bytes pass the prefilter."""
        return self.concerns or not self.was_read

    @property
    def outline(self) -> Outline | None:
        """What the file imports and defines; None if Python cannot parse it."""
        if self._outline is None and not self._flags & _BROKEN:
            from cko_lint.project.outline import unpacked  # not before somebody wants one
            from cko_lint.project.outlining import outline

            if self._flags & _HAS_OUTLINE and self._payload is not None:
                self._outline = unpacked(self._payload[1 + DIGEST_SIZE :])
            if self._outline is None:  # not kept, or damaged
                use(self._index.words)
                self._outline = outline(self.data)
                self._index.outlined += 1
                tell("following imports, files:", self._index.outlined)
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
            self._payload = bytes((self._flags,)) + self.digest + body
        return self._payload

    def __repr__(self) -> str:
        return f"<entry {self.path}>"


class Index:
    """The Python files of a project, by their real paths."""

    def __init__(self, root: str, folder: str | None = None, words_of: Words | None = None, version: str = "") -> None:
        """Looks at the files below the root of a project.

        In `folder` is kept what saves reading a file again; None for not keeping anything. `words_of` returns the words that
        speak of Checkout.com as well, by the settings in some folders. `version` is that of the program, if it is known.
        """
        self.root = root
        self.started = started = time.time_ns()
        """The time, in nanoseconds, before the files were looked at."""
        self.listing = listed(root)
        folder_of_root = os.path.join(root, "")
        self._settings, left_out = self.listing.settings, self.listing.left_out
        self.left_out = frozenset(os.path.join(root, folder) if folder else root for folder in left_out)
        """The folders whose Python files are not listed, though they can be imported; the root if it has too many."""
        self.has_changed = False
        """Whether a file was another one when it was read than when it was listed: what was made of it is not kept."""
        self.settings_folders = [os.path.dirname(folder_of_root + path) for path in self.listing.own_settings]
        """The folders, below the root and the root itself, that have a settings file of ours."""
        self.words = tuple(words_of([root, *self.settings_folders])) if words_of is not None else ()
        self.schema = " ".join((version or version_of_program(), *self.words)) if folder is not None else ""
        """The version of what the cache holds: another one whenever that, or how it is found, has changed."""
        self._store = Store(folder, root, self.schema, started) if folder is not None else None
        self._stats: dict[str, tuple[str, Stat]] = {}
        self._entries: dict[str, Entry] = {}
        self._is_complete = False
        self._held = 0
        self.outlined = 0
        """How many outlines were made in this run."""
        self._replaced: set[str] = set()
        self._links: set[str] = set()
        self._folders: set[str] | None = None
        self._data_names: frozenset[str] | None = None
        for relative, stat, is_link in self.listing.files:
            path = folder_of_root + relative
            self._stats[path] = relative, stat
            if is_link:
                self._links.add(path)
        stats = [*self._stats.values(), *self._settings]
        self._file = StateFile(folder, root, f"{self.schema} {left_out}", stats) if folder is not None else None
        self._state = self._file.load() if self._file is not None else None

    def add(self, path: str, data: bytes) -> None:
        """Adds a file, or what counts instead of what is on disk; neither is kept."""
        self._replaced.add(path)
        self._entries[path] = Entry(self, path, data, None)

    @property
    def added(self) -> dict[str, bytes]:
        """What was added, by path."""
        return {path: self._entries[path].data for path in sorted(self._replaced)}

    @property
    def paths(self) -> list[str]:
        """The files, in a fixed order."""
        self._complete()
        return sorted(self._entries)

    @property
    def is_anchored(self) -> bool:
        """Whether a file of the project names Checkout.com: otherwise nothing of it can send a request there, or tell a key."""
        if self._known is not None:
            return self._known.is_anchored
        return any(entry.names for entry in self) or any(entry.is_anchored for entry in self) or self._loads_anchor()

    @property
    def digest(self) -> bytes:
        """A digest of all files of the project: another one when any of them has changed."""
        if self._known is not None:
            return self._known.digest
        files = [
            (os.path.relpath(path, self.root), self._entries[path].digest)
            for path in self.paths
            if path in self._stats or path in self._replaced
        ]
        return digest_of(repr((files, sorted(self.data_names), sorted(self.left_out))).encode("utf-8", "surrogatepass"))

    @property
    def data_names(self) -> frozenset[str]:
        """The names by which code can mean what files of settings have of Checkout.com: those of files, or of variables."""
        if self._data_names is None:
            use(self.words)
            found: set[str] = set()
            for relative, _ in self._settings:
                data = content_of(os.path.join(self.root, relative), LARGEST)
                found |= telling_names(os.path.basename(relative), data) if data is not None else set()
            self._data_names = frozenset(found)
        return self._data_names

    def _loads_anchor(self) -> bool:
        """Whether a file of the project has the name of settings that name Checkout.com."""
        names = [name.encode("utf-8", "replace") for name in self.data_names]
        return any(name in entry.data for entry in self for name in names)

    @property
    def folders(self) -> set[str]:
        """The folders that files of the project are in, none of them the top of another project."""
        if self._folders is None:
            self._folders = set(map(os.path.dirname, self._stats)) if is_top(self.root) else set()
        return self._folders

    def is_known_unrelated(self, path: str) -> bool:
        """Whether a file was read as a whole, and its bytes do not pass the prefilter; a link is not looked at."""
        if path in self._links:
            return False
        if self._known is not None:
            return path in self._stats and self._stats[path][0] not in self._known.concerned
        self._complete()
        found = self._entries.get(path)
        return found is not None and not found.is_worth_a_look

    def __contains__(self, path: str) -> bool:
        """Whether a file is one of the project's, or was added."""
        return path in self._stats or path in self._entries

    def __iter__(self) -> Iterator[Entry]:
        self._complete()
        return iter(list(self._entries.values()))

    def __getitem__(self, path: str) -> Entry:
        """Returns the entry of a file; one outside of the project is read now."""
        self._complete()
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
            self._store.put(relative, stat, entry.digest, entry.payload)

    def save(self) -> None:
        """Keeps what is known for the next run."""
        if self._store is None or self._file is None or not self._is_complete or self.has_changed:
            return
        if self._state is None and not self._replaced:
            concerned = (
                self._stats[entry.path][0] for entry in self if entry.path in self._stats and entry.is_worth_a_look
            )
            self._state = State(self.is_anchored, self.digest, concerned)
            self._file.save(self._state)
        self._store.forget_others(relative for relative, _ in self._stats.values())
        self._store.save()

    @property
    def _known(self) -> State | None:
        """What an earlier run has kept of the project, unless something counts instead of what is on disk."""
        return self._state if not self._replaced else None

    def _complete(self) -> None:
        """Makes the entries of all files."""
        if self._is_complete:
            return
        self._is_complete = True
        if self._store is not None:
            self._store.load()
        for path, (relative, stat) in each("reading files", self._stats.items()):
            if path not in self._entries:  # what was added counts instead
                entry = self._entries[path] = self._entry(path, relative, stat)
                if self._held + entry.held > _MOST_HELD and not entry.is_worth_a_look:
                    entry.release()
                self._held += entry.held

    def _entry(self, path: str, relative: str, stat: Stat) -> Entry:
        if self._store is None:
            return Entry(self, path, None, None)
        payload = self._store.get(relative, stat)
        if payload and len(payload) > DIGEST_SIZE:
            return Entry(self, path, None, payload)
        data = content_of(path, LARGEST)
        if data is None:
            return Entry(self, path, None, None)
        digest = digest_of(data)
        payload = self._store.get_by_digest(relative, digest, stat)
        is_kept = payload is not None and len(payload) > DIGEST_SIZE
        entry = Entry(self, path, data, payload if is_kept else None, digest)
        if not is_kept:
            self._store.put(relative, stat, digest, entry.payload)
        return entry


class Indexes:
    """The indexes of all projects that the files of a run belong to, each made when it is first asked for."""

    def __init__(self, cache_folder: Callable[[str], str | None], words_of: Words | None = None) -> None:
        """`cache_folder` tells where the index of a project is kept, given its root; None if it is not.

        `words_of` returns the words that settings in some folders add to those that speak of Checkout.com.
        """
        self._cache_folder = cache_folder
        self._words_of = words_of
        self._roots: dict[str, str] = {}
        self._made: dict[str, Index] = {}
        self._tops = Tops()
        self._version = ""

    def of(self, folder: str) -> Index:
        """Returns the index of the project that a folder belongs to."""
        root = self._roots.get(folder)
        if root is None:
            known = (root for root, index in self._made.items() if folder in index.folders)
            root = self._roots[folder] = next(known, None) or project_root(folder, self._tops.__getitem__)
        if root not in self._made:
            self._made[root] = self._new(root)
        return self._made[root]

    def _new(self, root: str) -> Index:
        folder = self._cache_folder(root)
        if folder is not None and not self._version:
            self._version = version_of_program()
        return Index(root, folder, self._words_of, self._version)

    def is_known_unrelated(self, path: str) -> bool:
        """Whether a Python file is known not to concern Checkout.com, by its real path; a link is not looked at."""
        return self.of(os.path.dirname(path)).is_known_unrelated(path)

    def __iter__(self) -> Iterator[Index]:
        """Yields those that have been made, in a fixed order."""
        for _, index in sorted(self._made.items()):
            yield index


def version_of_program() -> str:
    """Returns what changes with the code of the program and of the libraries that read for it.

    Of an installed program, that is the list of its files, which every installation writes anew; of one that is being worked
    on, the state of each of its files. It is looked up once: what is imported stays what it is.
    """
    if not _versions:
        _versions.append(_version_of_program())
    return _versions[0]


_versions: list[str] = []


def _version_of_program() -> str:
    package = os.path.dirname(os.path.dirname(__file__))
    installed = _version_of(f"cko_lint-{__version__}.dist-info/RECORD", (os.path.dirname(package),))
    found = [installed] if installed is not None else _states_in(package)
    found += filter(None, (_version_of(file, sys.path) for file in _LIBRARIES))
    return digest_of(repr(sorted(found)).encode("utf-8", "surrogateescape")).hex()


def _states_in(package: str) -> list[tuple[str, int, int]]:
    folders, found = [package], []
    for folder in folders:
        try:
            entries = list(os.scandir(folder))
        except OSError:  # in an archive; the version, which is kept as well, must do
            continue
        folders += [entry.path for entry in entries if entry.is_dir() and entry.name != "__pycache__"]
        files = [(entry.path, entry.stat()) for entry in entries if entry.name.endswith((".py", ".json"))]
        found += [(path, stat.st_size, stat.st_mtime_ns) for path, stat in files]
    return found


def _version_of(file: str, folders: Iterable[str]) -> tuple[str, int, int] | None:
    """Returns the state of a file in the first of some folders that has it; nothing is imported for this."""
    for folder in folders:
        try:
            stat = os.stat(f"{folder}/{file}")
        except OSError:
            continue
        return file, stat.st_size, stat.st_mtime_ns
    return None
