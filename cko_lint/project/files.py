"""The Python files of a project, in one walk, with what the system says of each."""

from __future__ import annotations

import os
from stat import S_ISREG

from cko_lint.project import data_files
from cko_lint.project.roots import ROOT_MARKS, is_top
from cko_lint.sources.excludes import FOLDERS_OF_TOOLS

TYPE_CHECKING = False  # importing the real one would cost more than the module
if TYPE_CHECKING:
    Stat = tuple[int, int, int, int]
    """Size in bytes, times of the last change to the content and to the entry in nanoseconds, inode."""

MOST_FILES = 50_000
MOST_LOOSE_FILES = 2_000
"""How many are looked at below a folder that is not the top of a project: it may be a home directory."""
CACHE_FOLDER = ".cko_lint_cache"
_SKIPPED = frozenset(FOLDERS_OF_TOOLS)
_OF_OTHERS = ROOT_MARKS | {"pyvenv.cfg"}
_HAS_INODES = os.name != "nt"  # there, listing a folder does not tell them


def python_files(root: str) -> list[tuple[str, Stat, bool]]:
    """Returns the Python files that belong to a project, sorted, and whether each of them is a link.

    Paths are relative to the root, with `/` separators.

    Left out is what lies in folders that are another project's top (`ROOT_MARKS`), a virtual environment, or made by
    tools, and what is no regular file or a link to one; links to folders are not followed. Of too many files those
    nearest to the root are returned. A root that is not the top of a project itself owns all that is below it.
    """
    return files_of(root)[0]


def files_of(root: str) -> tuple[list[tuple[str, Stat, bool]], list[tuple[str, Stat]], list[str], list[str]]:
    """Returns the Python files of a project, the files that it may load as settings, and those that are settings of ours.

    The first two have their stats. The fourth are the folders that were left out although code can import what is in them,
    "" where there are too many files to list them all.
    """
    most = MOST_FILES if is_top(root) else MOST_LOOSE_FILES
    found: list[tuple[str, Stat, bool]] = []
    settings: list[tuple[str, Stat]] = []
    ours: list[str] = []
    left_out: list[str] = []
    folders = [""]
    for prefix in folders:
        if len(found) >= most:
            left_out.append("")
            break
        files, inner, data, skipped = _looked_at(root, prefix)
        found += sorted(files)
        folders += sorted(inner)
        left_out += skipped
        settings += sorted(data) if prefix.count("/") < data_files.DEEPEST else []
        ours += [path for path, _ in data if path == prefix + data_files.OWN_SETTINGS]
    importable = sorted(path for path in left_out if not path or all(map(str.isidentifier, path.split("/"))))
    return sorted(found[:most]), settings[: data_files.MOST_FILES], ours, importable


def stat_of(result: os.stat_result) -> Stat:
    """Returns what a file is recognized by, from the result of `os.stat` or of `os.DirEntry.stat`."""
    return result.st_size, result.st_mtime_ns, result.st_ctime_ns, result.st_ino if _HAS_INODES else 0


def _looked_at(
    root: str, prefix: str
) -> tuple[list[tuple[str, Stat, bool]], list[str], list[tuple[str, Stat]], list[str]]:
    """Returns the Python files, the folders, the files of settings in a folder, and the folders that are left out.

    That is the folder itself if it belongs to others or cannot be listed.
    """
    files: list[tuple[str, Stat, bool]] = []
    folders: list[str] = []
    settings: list[tuple[str, Stat]] = []
    skipped: list[str] = []
    try:
        with os.scandir(f"{root}/{prefix}") as listing:
            entries = list(listing)
    except OSError:
        return files, folders, settings, [prefix.rstrip("/")]
    for entry in entries:
        name = entry.name
        if prefix and name in _OF_OTHERS and os.path.exists(entry.path):
            return [], [], [], [prefix.rstrip("/")]
        try:
            if name.endswith(".py"):
                result = entry.stat()  # raises for a link to nowhere, and for a file that was deleted since
                if S_ISREG(result.st_mode):  # not a pipe, which would be waited for
                    files.append((prefix + name, stat_of(result), entry.is_symlink()))
                    continue
            if data_files.is_data_file(name):
                result = entry.stat()
                if S_ISREG(result.st_mode) and result.st_size <= data_files.LARGEST:
                    settings.append((prefix + name, stat_of(result)))
                    continue
            is_link = entry.is_symlink()
            if not entry.is_dir() or name.endswith(".egg-info"):
                continue
            if name in _SKIPPED or is_link:
                skipped.append(prefix + name)
            else:
                folders.append(f"{prefix}{name}/")
        except OSError:
            continue
    return files, folders, settings, skipped
