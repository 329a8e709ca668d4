"""The Python files of a project, in one walk, with what the system says of each."""

from __future__ import annotations

import os
from stat import S_ISREG

from cko_lint.project.roots import ROOT_MARKS, is_top

TYPE_CHECKING = False  # importing the real one would cost more than the module
if TYPE_CHECKING:
    from collections.abc import Iterator

    Stat = tuple[int, int, int, int]
    """Size in bytes, times of the last change to the content and to the entry in nanoseconds, inode."""

MOST_FILES = 20_000
MOST_LOOSE_FILES = 2_000
"""How many are looked at below a folder that is not the top of a project: it may be a home directory."""
CACHE_FOLDER = ".cko_lint_cache"
_SKIPPED = frozenset(
    (
        *("node_modules", "__pycache__", "venv", ".venv", "site-packages", ".git", ".hg", ".tox", ".nox", "build"),
        *("dist", CACHE_FOLDER),
    )
)
_OF_OTHERS = ROOT_MARKS | {"pyvenv.cfg"}
_HAS_INODES = os.name != "nt"  # there, listing a folder does not tell them


def python_files(root: str) -> list[tuple[str, Stat]]:
    """Returns the Python files that belong to a project, sorted, as paths relative to its root with `/` separators.

    Left out is what lies in folders that are another project's top (`ROOT_MARKS`), a virtual environment, or made by
    tools, and what is no regular file or a link to one; links to folders are not followed. Of too many files those
    nearest to the root are returned. A root that is not the top of a project itself owns all that is below it.
    """
    most = MOST_FILES if is_top(root) else MOST_LOOSE_FILES
    found: list[tuple[str, Stat]] = []
    folders = [""]
    for prefix in folders:
        if len(found) >= most:
            break
        entries = _entries(root, prefix)
        found += sorted(_regular_python(entries, prefix))
        folders += sorted(_subfolders(entries, prefix))
    return sorted(found[:most])


def stat_of(result: os.stat_result) -> Stat:
    """Returns what a file is recognized by, from the result of `os.stat` or of `os.DirEntry.stat`."""
    return result.st_size, result.st_mtime_ns, result.st_ctime_ns, result.st_ino if _HAS_INODES else 0


def _entries(root: str, prefix: str) -> list[os.DirEntry[str]]:
    """Returns what a folder holds; nothing if it belongs to others or cannot be listed."""
    try:
        with os.scandir(f"{root}/{prefix}") as listing:
            entries = list(listing)
    except OSError:
        return []
    if prefix and any(entry.name in _OF_OTHERS and os.path.exists(entry.path) for entry in entries):
        return []
    return entries


def _regular_python(entries: list[os.DirEntry[str]], prefix: str) -> Iterator[tuple[str, Stat]]:
    for entry in entries:
        if entry.name.endswith(".py"):
            try:
                result = entry.stat()
            except OSError:  # a link to nowhere, or deleted in the meantime
                continue
            if S_ISREG(result.st_mode):  # not a pipe, which would be waited for
                yield prefix + entry.name, stat_of(result)


def _subfolders(entries: list[os.DirEntry[str]], prefix: str) -> Iterator[str]:
    for entry in entries:
        if entry.name not in _SKIPPED and not entry.name.endswith(".egg-info") and _is_folder(entry):
            yield f"{prefix}{entry.name}/"


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False
