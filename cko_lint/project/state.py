"""What is known of a project as a whole, as long as no file of it has changed: it saves asking for each of them."""

from __future__ import annotations

import marshal
import time

from cko_lint.project import cache
from cko_lint.project.store import DIGEST_SIZE, digest_of, is_racy, name_of, place_of

TYPE_CHECKING = False  # importing the real one would cost more than the module
if TYPE_CHECKING:
    from collections.abc import Iterable

    from cko_lint.project.files import Stat

_BETWEEN = b"\0"


class State:
    """Whether a project has an anchor, what tells its content from any other, and which of its files pass the prefilter."""

    __slots__ = ("concerned", "digest", "is_anchored")

    def __init__(self, is_anchored: bool, digest: bytes, concerned: Iterable[str]) -> None:
        """`concerned` are paths relative to the root, also of the files that could not be read."""
        self.is_anchored = is_anchored
        self.digest = digest
        self.concerned = frozenset(concerned)


class StateFile:
    """Where the state of a project is kept, under what its files are recognized by."""

    def __init__(self, folder: str, root: str, schema: str, stats: Iterable[tuple[str, Stat]]) -> None:
        """`folder` is the cache's; `stats` are those of all files of the project, in a fixed order."""
        self._stats = list(stats)
        self._started = time.time_ns()
        self._folder = folder
        self._name = name_of("state", root, folder)
        self._schema = f"state {place_of(root, folder)!r} {schema}"
        self._key = digest_of(
            marshal.dumps(self._stats, 2)
        )  # never loaded; version 2 has the same bytes for what is equal

    def load(self) -> State | None:
        """Returns what was kept of the project as it is now."""
        found = cache.read(self._folder, self._name, self._schema)
        if found is None:
            return None
        data, begin = found
        key, rest = data[begin : begin + DIGEST_SIZE], data[begin + DIGEST_SIZE :]
        if key != self._key or len(rest) <= DIGEST_SIZE:
            return None
        paths = rest[1 + DIGEST_SIZE :].decode("utf-8", "surrogatepass").split("\0")
        return State(rest[0] == 1, rest[1 : 1 + DIGEST_SIZE], filter(None, paths))

    def save(self, state: State) -> None:
        """Keeps it, unless a file was changed so lately that it may change again without its times telling."""
        paths = _BETWEEN.join(path.encode("utf-8", "surrogatepass") for path in sorted(state.concerned))
        body = self._key + bytes((state.is_anchored,)) + state.digest + paths
        cache.write(self._folder, self._name, self._schema, lambda behind: b"" if self._is_racy(behind) else body)

    def _is_racy(self, behind: int) -> bool:
        before = self._started - max(0, behind)
        return any(is_racy(stat, before) for _, stat in self._stats)
