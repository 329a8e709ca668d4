"""What a run over folders has printed, for the next one: as long as the system says the same of every file, none is read.

Which files are in a folder git says; without git, the state of the folder and of those below it.
"""

from __future__ import annotations

import marshal
import os
import time

from cko_lint.project import cache
from cko_lint.project.data_files import SETTINGS_FILES
from cko_lint.project.files import CACHE_FOLDER, names_in, stat_of
from cko_lint.project.roots import is_top, project_root
from cko_lint.project.store import DIGEST_SIZE, digest_of, is_racy, name_of, place_of
from cko_lint.project.surroundings import state_of
from cko_lint.sources.walk import git_listing, ignores_above

TYPE_CHECKING = False  # importing the real one would cost more than the module
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cko_lint.project.files import Stat
    from cko_lint.project.index import Index
    from cko_lint.sources.scan import Scan

    Answers = Mapping[str, Callable[[str], str]]

_BETWEEN, _BEHIND = b"\0", b"\0\0"
_NO = "no"


class Unchanged:
    """What was printed about some folders, and what that depends on, in a file of the cache.

    That is the state of each file and folder, and the answers to some questions that cost little to ask again.
    """

    __slots__ = ("_answers", "_asked", "_cache", "_folders", "_name", "_schema", "_started")

    def __init__(
        self, folders: Iterable[str], arguments: Iterable[object], version: str, has_more: Callable[[str], bool]
    ) -> None:
        """`folders` are those that the command names, `arguments` is what else it was given. Make it before they are looked at.

        `has_more` says of a folder whether there is something in it or above it that decides what is said of its files.
        """
        here = os.getcwd()
        root = project_root(here)
        self._started = time.time_ns()
        self._folders = sorted(map(os.path.realpath, folders))
        self._cache = os.path.join(root, CACHE_FOLDER)
        self._asked = digest_of(repr((here, self._folders, *arguments)).encode("utf-8", "surrogateescape"))
        self._name = f"{name_of('printed', root, self._cache)}-{self._asked[:4].hex()}"
        self._schema = f"printed {place_of(root, self._cache)!r} {version}"
        self._answers: Answers = {
            "file": state_of,
            "names": lambda folder: _digest("\0".join(names_in(folder))),
            "git": self._listed,
            "more": lambda folder: "yes" if has_more(folder) else _NO,
        }

    def get(self) -> tuple[int, str] | None:
        """Returns the exit code, and what was printed; None if that is not known, or something may have changed."""
        found = cache.read(self._cache, self._name, self._schema)
        if found is None:
            return None
        data, at = found
        body = at + 2 * DIGEST_SIZE + 1
        groups = data[body:].split(_BEHIND, 2)
        if data[at : at + DIGEST_SIZE] != self._asked or len(groups) != 3:
            return None
        questions = os.fsdecode(groups[0]).split("\0")
        if not all(map(self._is_so, questions[::3], questions[1::3], questions[2::3])):
            return None
        states = _states(groups[1].split(_BETWEEN))
        if states is None or _digest_of_states(states) != data[at + DIGEST_SIZE : body - 1]:
            return None
        return data[body - 1], groups[2].decode("utf-8", "surrogateescape")

    def put(self, code: int, text: str, found: Scan, indexes: list[Index], told: Mapping[str, str]) -> None:
        """Keeps what was printed about the files that a scan has found, and that are of the projects of some indexes.

        `told` is what else was asked about files, with the answers (`state_of`).
        """
        roots = {index.root: index for index in indexes}
        if sorted(found.listings) != self._folders:
            return
        if not all(map(is_top, roots)) or any("" in index.listing.left_out for index in indexes):
            return
        questions = [("more", root, _NO) for root in sorted({*roots, *self._folders})]
        questions += [("names", index.root, _digest("\0".join(index.listing.names))) for index in indexes]
        for folder, listing in sorted(found.listings.items()):
            questions.append(("git", folder, _digest(listing) if listing is not None else _NO))
            above = ignores_above(folder) if listing is None else ()
            questions += [("file", path, state_of(path)) for path in above]
        questions += [("file", *pair) for pair in sorted(told.items())]
        paths = [os.fsencode(path) for path in sorted(_looked_at(found, indexes) - roots.keys())]
        states = _states(paths)
        if states is None:
            return
        body = (
            self._asked, _digest_of_states(states), bytes([code]),
            os.fsencode("\0".join(part for question in questions for part in question)), _BEHIND,
            _BETWEEN.join(paths), _BEHIND, text.encode("utf-8", "surrogateescape"),
        )  # fmt: skip

        def whole(behind: int) -> bytes:
            before = self._started - max(0, behind)
            return b"" if any(is_racy(state, before) for state in states) else b"".join(body)

        cache.write(self._cache, self._name, self._schema, whole)

    def _listed(self, folder: str) -> str:
        listing = git_listing(folder) if folder in self._folders else None
        return _digest(listing) if listing is not None else _NO

    def _is_so(self, kind: str, subject: str, answer: str) -> bool:
        return kind in self._answers and self._answers[kind](subject) == answer


def _looked_at(found: Scan, indexes: list[Index]) -> set[str]:
    """Returns the files and folders whose state decides what is found, by their real paths."""
    paths = {*map(os.path.abspath, found.paths), *found.walked}
    folders = set(map(os.path.dirname, paths))
    for folder in folders:
        paths.update(filter(os.path.lexists, (os.path.join(folder, name) for name in SETTINGS_FILES)))
    for index in indexes:
        listing = index.listing
        inner = (*(path for path, _, _ in listing.files), *(path for path, _ in listing.settings), *listing.others)
        paths.update(f"{index.root}/{path}" for path in inner)
        folders.update(f"{index.root}/{path}".rstrip("/") for path in listing.folders)
    return paths | folders


def _states(paths: Iterable[bytes]) -> list[Stat] | None:
    """Returns what the system says of some files and folders; None if it knows one of them no more."""
    try:
        return list(map(stat_of, map(os.stat, paths)))
    except (OSError, ValueError):
        return None


def _digest_of_states(states: list[Stat]) -> bytes:
    return digest_of(marshal.dumps(states, 2))  # never loaded; version 2 has the same bytes for what is equal


def _digest(data: str | bytes) -> str:
    return digest_of(data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data).hex()
