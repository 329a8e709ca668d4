"""Results of whole runs, kept under a digest of all they depend on; the least recently used are dropped."""

from __future__ import annotations

from cko_lint.project import cache

_NAME = "results"
_LENGTH = 8
MOST, MOST_BYTES = 32, 1 << 25


class Records:
    """At most `MOST` records, and `MOST_BYTES` of them: bytes under a key that is bytes, too."""

    __slots__ = ("_changed", "_records", "_schema", "folder")

    def __init__(self, folder: str, schema: str = "") -> None:
        """`folder` is the cache's; `schema` names the form of the records, and is changed when that changes."""
        self.folder = folder
        self._schema = f"{_NAME} {schema}"
        self._records: dict[bytes, bytes] = {}
        self._changed = False

    def load(self) -> None:
        """Reads what was saved; nothing if that is missing, damaged, or another version's."""
        found = cache.read(self.folder, _NAME, self._schema)
        if found is not None:
            self._records = _unpacked(*found)

    def get(self, key: bytes) -> bytes | None:
        """Returns a record, which is the most recently used one now."""
        record = self._records.get(key)
        if record is not None and next(reversed(self._records)) != key:
            self.put(key, record)
        return record

    def put(self, key: bytes, record: bytes) -> None:
        """Keeps a record; drops the least recently used one if there are too many."""
        self._records.pop(key, None)
        self._records[key] = record
        while len(self._records) > MOST or sum(map(len, self._records.values())) > MOST_BYTES:
            del self._records[next(iter(self._records))]
        self._changed = True

    def save(self) -> bool:
        """Writes what has changed; says whether it is kept now. Where it cannot be, nothing is raised or left behind."""
        if self._changed:
            self._changed = not cache.write(self.folder, _NAME, self._schema, self._packed)
        return not self._changed

    def __len__(self) -> int:
        return len(self._records)

    def _packed(self, behind: int) -> bytes:
        pieces = [piece for record in self._records.items() for piece in record]
        return b"".join(part for piece in pieces for part in (len(piece).to_bytes(_LENGTH, "little"), piece))


def _unpacked(data: bytes, at: int) -> dict[bytes, bytes]:
    pieces = []
    while at < len(data):
        begin = at + _LENGTH
        at = begin + int.from_bytes(data[at:begin], "little")
        if at > len(data):
            return {}
        pieces.append(data[begin:at])
    if len(pieces) % 2:
        return {}
    records = dict(zip(pieces[::2], pieces[1::2], strict=True))
    return records if len(records) <= MOST else {}
