"""What was made of each file of a project, kept until the file changes."""

from __future__ import annotations

import os
import struct
import time
from zlib import crc32

from cko_lint.project import cache

TYPE_CHECKING = False  # importing the real one would cost more than the module
if TYPE_CHECKING:
    from collections.abc import Iterable

    from cko_lint.project.files import Stat

    Row = tuple[int, int, int, int, bytes, int, int]
    """Size, times of change, inode, digest, where the payload begins and how long it is."""

DIGEST_SIZE = 16
_RACY = 2_000_000_000
"""Nanoseconds: a file that changed so shortly before it was read may change again without its times telling."""
_ROW = struct.Struct(f"<qqqQ{DIGEST_SIZE}sQQ")
_HEAD = struct.Struct("<QQ")
_NEVER = (-1, 0, 0, 0)
"""What no file's stat is equal to."""


def digest_of(data: bytes) -> bytes:
    """Returns the digest by which contents are told apart: 128 bits of BLAKE2b."""
    try:
        from _blake2 import blake2b  # hashlib takes longer to import than the index takes to read
    except ImportError:  # not CPython
        from hashlib import blake2b
    return blake2b(data, digest_size=DIGEST_SIZE).digest()


class Store:
    """Payloads by path, each with the stat and the digest of the content that it was made of.

    Paths are relative to the project's root. A payload belongs to its path: the same content elsewhere has another one.
    Make the store before the files are looked at: what changed from then on, or in the two seconds before, is
    recognized by its digest only.
    """

    __slots__ = ("_changed", "_data", "_fresh", "_kept", "_name", "_payloads", "_schema", "_started", "folder")

    def __init__(self, folder: str, root: str, schema: str = "", started: int | None = None) -> None:
        """`folder` is the cache's; `schema` names the form of the payloads, and is changed when that changes.

        `started` is the time in nanoseconds before the files were looked at, by default now.
        """
        self.folder = folder
        self._name = name_of("index", root, folder)
        self._schema = f"index {place_of(root, folder)!r} {schema}"
        self._started = time.time_ns() if started is None else started
        self._kept: dict[str, int] = {}
        """Where the row of each saved file begins in the data."""
        self._data = b""
        self._payloads = 0
        self._fresh: dict[str, tuple[Stat, bytes, bytes]] = {}
        self._changed = False

    def load(self) -> None:
        """Reads what was saved; nothing if that is missing, damaged, or another version's."""
        found = cache.read(self.folder, self._name, self._schema)
        if found is not None:
            self._data, begin = found
            try:
                self._kept, self._payloads = _unpacked(self._data, begin)
            except (ValueError, struct.error, MemoryError):
                self._kept, self._data = {}, b""

    def get(self, path: str, stat: Stat) -> bytes | None:
        """Returns the payload of a file that, by its stat, is unchanged; None if its content must be looked at."""
        fresh = self._fresh.get(path)
        if fresh is not None:
            return fresh[2] if fresh[0] == stat and not is_racy(stat, self._started) else None
        row = self._row(path)
        return self._payload(row) if row is not None and row[:4] == stat else None

    def get_by_digest(self, path: str, digest: bytes, stat: Stat | None = None) -> bytes | None:
        """Returns the payload of a file whose content has a digest; with `stat`, it will be recognized by that."""
        fresh = self._fresh.get(path)
        if fresh is not None:
            payload = fresh[2] if fresh[1] == digest else None
        else:
            row = self._row(path)
            payload = self._payload(row) if row is not None and row[4] == digest else None
        if payload is not None and stat is not None:
            self._refresh(path, stat, digest, payload)
        return payload

    def put(self, path: str, stat: Stat, digest: bytes, payload: bytes) -> None:
        """Keeps the payload of a file. `stat` was taken before its content was read."""
        self._fresh[path] = (stat, digest, payload)
        self._changed = True

    def forget_others(self, paths: Iterable[str]) -> None:
        """Forgets every file but these."""
        wanted = frozenset(paths)
        for entries in (self._kept, self._fresh):
            for path in [path for path in entries if path not in wanted]:
                del entries[path]
                self._changed = True

    def save(self) -> bool:
        """Writes what has changed; says whether it is kept now. Where it cannot be, nothing is raised or left behind."""
        if self._changed:
            self._changed = not cache.write(self.folder, self._name, self._schema, self._packed)
        return not self._changed

    def __len__(self) -> int:
        return len(self._kept.keys() | self._fresh.keys())

    def _row(self, path: str) -> Row | None:
        at = self._kept.get(path)
        return None if at is None else _ROW.unpack_from(self._data, at)

    def _payload(self, row: Row) -> bytes | None:
        begin = self._payloads + row[5]
        length = row[6]
        payload = self._data[begin : begin + length]
        return payload if len(payload) == length else None

    def _refresh(self, path: str, stat: Stat, digest: bytes, payload: bytes) -> None:
        self._fresh[path] = (stat, digest, payload)
        row = self._row(path)
        if row is None or row[:4] != _trusted(stat, self._started):
            self._changed = True  # what is as racy as before need not be written again

    def _packed(self, behind: int) -> bytes:
        """Returns the body of the file, for a file system whose clock is so many nanoseconds behind ours."""
        before = self._started - max(0, behind)
        paths: list[str] = []
        rows: list[bytes] = []
        payloads: list[bytes] = []
        at = 0
        for path, stat, digest, payload in self._entries(before):
            paths.append(path)
            payloads.append(payload)
            rows.append(_row(stat, digest, at, len(payload)))
            at += len(payload)
        names = "\0".join(paths).encode("utf-8", "surrogatepass")
        return b"".join((_HEAD.pack(len(rows), len(names)), names, *rows, *payloads))

    def _entries(self, before: int) -> Iterable[tuple[str, Stat, bytes, bytes]]:
        for path in self._kept:
            if path not in self._fresh:
                row = self._row(path)
                payload = self._payload(row) if row is not None else None
                if row is not None and payload is not None:
                    yield path, row[:4], row[4], payload
        for path, (stat, digest, payload) in self._fresh.items():
            yield path, _trusted(stat, before), digest, payload


def name_of(kind: str, root: str, folder: str) -> str:
    """Returns the name of the file of a kind that is kept of a project in a cache folder."""
    return f"{kind}-{crc32(place_of(root, folder)):08x}"


def place_of(root: str, folder: str) -> bytes:
    """Returns what tells the projects that share a cache folder apart; it stays when both are moved together."""
    try:
        place = os.path.relpath(root, folder)
    except ValueError:  # another drive on Windows
        place = os.path.abspath(root)
    return place.encode("utf-8", "surrogatepass")


def is_racy(stat: Stat, before: int) -> bool:
    """Whether a file was changed so shortly before a time, in nanoseconds, that its times may not tell of another change."""
    return max(stat[1], stat[2]) >= before - _RACY


def _trusted(stat: Stat, before: int) -> Stat:
    return _NEVER if is_racy(stat, before) else stat


def _row(stat: Stat, digest: bytes, begin: int, length: int) -> bytes:
    try:
        return _ROW.pack(*stat, digest, begin, length)
    except struct.error:  # a time in the year 3000
        return _ROW.pack(*_NEVER, digest, begin, length)


def _unpacked(data: bytes, begin: int) -> tuple[dict[str, int], int]:
    """Returns where each path's row begins, and where the payloads do. Raises ValueError or struct.error for what is no body."""
    count, length = _HEAD.unpack_from(data, begin)
    names_begin = begin + _HEAD.size
    names_end = names_begin + length
    rows_end = names_end + count * _ROW.size
    if rows_end > len(data):
        raise ValueError("more rows than there is room for")
    if not count:
        return {}, rows_end
    paths = data[names_begin:names_end].decode("utf-8", "surrogatepass").split("\0")
    if len(paths) != count:
        raise ValueError("not as many names as rows")
    return dict(zip(paths, range(names_end, rows_end, _ROW.size), strict=True)), rows_end
