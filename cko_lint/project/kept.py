"""Results of analyses as they are kept: under a digest of all that they depend on, and with the files that they touch in front.

So the start of the program can see that nothing of a result concerns the files of a run, without taking it apart. What a plain
run has printed is kept beside them.
"""

from __future__ import annotations

import os

from cko_lint.project.records import Records
from cko_lint.project.store import digest_of
from cko_lint.project.surroundings import state_of

TYPE_CHECKING = False  # importing the real one would cost more than the module
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cko_lint.project.index import Index

_BETWEEN, _BEHIND = b"\0", b"\0\0"
BASELINE = ".secrets.baseline"
"""The file of detect-secrets in which a team keeps what it has accepted."""


class KeptResults:
    """The results that were kept for a project; `given` is what one depends on besides the project's files."""

    def __init__(self, index: Index, folder: str, given: Iterable[object]) -> None:
        """`folder` is that of the cache."""
        self._records = Records(folder, index.schema)
        self._records.load()
        here = os.path.relpath(os.getcwd(), index.root)
        self._key = digest_of(repr((here, index.root, index.digest, *given)).encode("utf-8", "replace"))

    def get(self) -> tuple[set[str], bytes] | None:
        """Returns the paths that a result touches, as reports show them, and the result.

        None if there is none, or something that was asked for it besides the project's files is another now.
        """
        record = self._records.get(self._key)
        if record is None or any(state_of(path) != told for path, told in self.told.items()):
            return None
        _, paths, result = record.split(_BEHIND, 2)
        return set(_texts(paths)), result

    @property
    def told(self) -> dict[str, str]:
        """What was told for the result besides the project's files (`state_of`)."""
        read = _texts((self._records.get(self._key) or b"").partition(_BEHIND)[0])
        return dict(zip(read[::2], read[1::2], strict=True))

    def put(self, paths: Iterable[str], told: Mapping[str, str], result: bytes) -> None:
        """Keeps a result, the paths that it touches, and what was told for it besides the project's files (`state_of`)."""
        read = (text for pair in sorted(told.items()) for text in pair)
        self._records.put(self._key, _joined(read) + _BEHIND + _joined(sorted(paths)) + _BEHIND + result)

    def save(self) -> None:
        """Writes what has changed."""
        self._records.save()

    def printed(self, asked: Iterable[object]) -> tuple[int, str] | None:
        """Returns the exit code of a run that has asked the same of the same files, and what it has printed; None if there was none."""
        record = self._records.get(self._report(asked))
        return (record[0], record[1:].decode("utf-8", "surrogateescape")) if record else None

    def put_printed(self, asked: Iterable[object], code: int, text: str) -> None:
        """Keeps what a run has printed; it has asked for the paths, and whatever else its report depends on."""
        self._records.put(self._report(asked), bytes([code]) + text.encode("utf-8", "surrogateescape"))

    def _report(self, asked: Iterable[object]) -> bytes:
        return digest_of(self._key + repr(tuple(asked)).encode("utf-8", "surrogateescape"))


def given(baseline_folders: Iterable[str | None], others: Iterable[object] = ()) -> tuple[object, ...]:
    """Returns what a result depends on besides the project's files.

    `baseline_folders` are those of the accepted secrets; None if nothing is to be silenced. `others` is whatever a run has been
    given besides files as they are on disk: settings that change what is found, standard input.
    """
    accepted = (f if f is None else state_of(os.path.join(f, BASELINE)) for f in baseline_folders)
    return tuple(accepted), *others


def _joined(texts: Iterable[str]) -> bytes:
    return _BETWEEN.join(text.encode("utf-8", "surrogateescape") for text in texts)


def _texts(joined: bytes) -> list[str]:
    return [text.decode("utf-8", "surrogateescape") for text in joined.split(_BETWEEN) if text]
