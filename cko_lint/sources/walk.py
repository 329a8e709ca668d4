"""Which files of a folder count: `.gitignore`, excludes, and the folders that tools make.

In a git work tree git itself lists the files, which is faster than any walk; elsewhere, and where git fails, the folder
is walked and its `.gitignore` files are obeyed all the same. Links to folders are not followed, so nothing can loop.
"""

from __future__ import annotations

import os
import select
import time

from cko_lint.sources import git_environment
from cko_lint.sources.excludes import spec_of
from cko_lint.sources.git_environment import OPTIONS, environment_elsewhere
from cko_lint.sources.reading import content

TYPE_CHECKING = False  # importing the real one would cost more than the module
if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import FileIO

    from pathspec import GitIgnoreSpec

    from cko_lint.sources.excludes import Patterns

_LARGEST_IGNORES = 1 << 22
"""Bytes from which on a `.gitignore` is none."""


class Walk:
    """A walk over folders: the files whose kind is read, the folders that cannot be listed, and what git has said."""

    __slots__ = ("_excludes", "listings", "unreadable", "walked")

    def __init__(self, excludes: Patterns) -> None:
        """Nothing has been looked at yet."""
        self._excludes = excludes
        self.unreadable: list[tuple[str, str]] = []
        """The folders that cannot be listed, with the reason."""
        self.listings: dict[str, bytes | None] = {}
        """What git has listed of each folder; None for one that was walked without git."""
        self.walked: set[str] = set()
        """What a walk without git depends on: the folders, their `.gitignore` files, and links that lead to no file."""

    def files(self, folder: str) -> Iterator[str]:
        """Yields the files below a folder, a real path, relative to it, with `/` separators."""
        listing = self.listings[folder] = git_listing(folder)
        if listing is None:
            yield from self._walk(folder)
            return
        for name in _names_in(listing, folder):
            if self._excludes.wants(f"{folder}/{name}"):
                if not self._excludes.hide_below(name, folder):
                    yield name
            elif name.endswith("/") and not self._excludes.hide_below(f"{name}_", folder):
                for inner in self.files(f"{folder}/{name[:-1]}"):
                    yield name + inner

    def _walk(self, folder: str) -> Iterator[str]:
        excludes, waiting = self._excludes, [("", _ignores_above(folder))]
        self.walked.update(filter(os.path.lexists, ignores_above(folder)))
        while waiting:
            prefix, ignores = waiting.pop()
            current = f"{folder}/{prefix}"
            self.walked.add(current.rstrip("/"))
            try:
                entries = list(os.scandir(current))
            except OSError as error:
                self.unreadable.append((current.rstrip("/"), error.strerror or "unknown error"))
                continue
            if any(entry.name == ".gitignore" for entry in entries):
                ignores = (*_ignores_of(current.rstrip("/")), *ignores)
                self.walked.add(f"{current}.gitignore")
            for entry in entries:
                relative = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    if not excludes.hide_folder(entry.name, f"{folder}/{relative}") and not _ignored(
                        entry.path + "/", ignores
                    ):
                        waiting.append((f"{relative}/", ignores))
                elif excludes.wants(f"{folder}/{relative}"):
                    if not _may_be_read(entry):
                        self.walked.add(f"{folder}/{relative}")
                    elif not excludes.hide_file(f"{folder}/{relative}") and not _ignored(entry.path, ignores):
                        yield relative


def git_listing(folder: str) -> bytes | None:
    """Returns what git tracks or does not ignore in a folder, as it prints that; None if git cannot say."""
    top = _top(folder)
    if top is None:
        return None
    output = _run_git(folder, top, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    # Empty also where the folder as a whole is ignored: who names it wants it read. Of a submodule that was never
    # fetched, git lists the folder itself.
    return output if output not in (b"", b"./\0") else None


def _top(folder: str) -> str | None:
    """Returns the folder of the git repository that a folder is in; None if it is in none."""
    while not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent
    return folder


def _names_in(listing: bytes, folder: str) -> list[str]:
    """Returns the names that git has listed, inner repositories with a final `/`."""
    names = list(dict.fromkeys(os.fsdecode(listing).split("\0")[:-1]))
    if os.path.exists(os.path.join(folder, ".gitmodules")):
        names = [f"{name}/" if _is_folder(f"{folder}/{name}") and not name.endswith("/") else name for name in names]
    return names


def _is_folder(path: str) -> bool:
    return os.path.isdir(path) and not os.path.islink(path)


def _run_git(folder: str, top: str, *arguments: str) -> bytes | None:
    """Returns what git prints; without `subprocess`, whose import takes longer than git does."""
    if not hasattr(os, "posix_spawnp"):
        return None
    command = ["git", "-C", folder, *OPTIONS, *arguments]
    ours, theirs = os.pipe()
    actions = [
        (os.POSIX_SPAWN_DUP2, theirs, 1),
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
    ]
    try:
        child = os.posix_spawnp("git", command, environment_elsewhere(top), file_actions=actions)
    except OSError:
        os.close(ours)
        return None
    finally:
        os.close(theirs)
    with open(ours, "rb", buffering=0) as pipe:
        output = _read_in_time(pipe)
    if output is None:
        from signal import SIGKILL  # its import costs more than the rest of this

        os.kill(child, SIGKILL)
    _, status = os.waitpid(child, 0)
    return output if status == 0 else None


def _read_in_time(pipe: FileIO) -> bytes | None:
    """Returns what comes out of a pipe until it ends; None if that takes too long."""
    blocks: list[bytes] = []
    until = time.monotonic() + git_environment.PATIENCE
    while select.select([pipe], [], [], max(0.0, until - time.monotonic()))[0]:
        block = pipe.read(1 << 16)
        if not block:
            return b"".join(blocks)
        blocks.append(block)
    return None


def _may_be_read(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()  # not a pipe, which would be waited for
    except OSError:
        return False


def _ignores_above(folder: str) -> tuple[tuple[str, GitIgnoreSpec], ...]:
    """The rules between the working directory and the folder, which hold below the folder as well."""
    found = [rule for path in ignores_above(folder) for rule in _ignores_of(os.path.dirname(path))]
    return () if _ignored(folder + "/", tuple(found)) else tuple(found)  # what is named is wanted, ignored or not


def ignores_above(folder: str) -> Iterator[str]:
    """Yields the `.gitignore` files, there or not, that a walk over a folder obeys besides those in it."""
    top = os.path.realpath(os.getcwd())
    while folder != top and folder.startswith(top.rstrip(os.sep) + os.sep):
        folder = os.path.dirname(folder)
        yield f"{folder}/.gitignore"


def _ignores_of(folder: str) -> list[tuple[str, GitIgnoreSpec]]:
    text = (content(f"{folder}/.gitignore", _LARGEST_IGNORES) or b"").decode("utf-8", "surrogateescape")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(folder, spec_of(lines, lenient=True))] if lines else []


def _ignored(path: str, ignores: tuple[tuple[str, GitIgnoreSpec], ...]) -> bool:
    """The deepest `.gitignore` that has an opinion decides, as git has it."""
    for folder, spec in ignores:
        verdict = spec.check_file(path[len(folder) :].lstrip("/")).include
        if verdict is not None:
            return verdict
    return False
