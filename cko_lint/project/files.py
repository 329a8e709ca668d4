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


class Listing:
    """What is in the folders of a project; paths are relative to its root, with `/` separators."""

    __slots__ = ("files", "folders", "left_out", "names", "others", "own_settings", "settings")

    def __init__(self) -> None:
        """Nothing has been looked at yet."""
        self.files: list[tuple[str, Stat, bool]] = []
        """The Python files, sorted, and whether each of them is a link."""
        self.settings: list[tuple[str, Stat]] = []
        """The files that code may load as settings."""
        self.own_settings: list[str] = []
        """The files of our own settings."""
        self.left_out: list[str] = []
        """The folders that were left out although code can import what is in them; "" where there are too many files."""
        self.folders = [""]
        """The folders that were looked at, with a final `/`; "" is the root."""
        self.others: list[str] = []
        """Files that may be settings, and those that are none though their name is one of Python, such as links to nowhere."""
        self.names: list[str] = []
        """What is in the root, apart from our cache."""


def python_files(root: str) -> list[tuple[str, Stat, bool]]:
    """Returns the Python files that belong to a project (`Listing.files`).

    Left out is what lies in folders that are another project's top (`ROOT_MARKS`), a virtual environment, or made by
    tools, and what is no regular file or a link to one; links to folders are not followed. Of too many files those
    nearest to the root are returned. A root that is not the top of a project itself owns all that is below it.
    """
    return listed(root).files


def listed(root: str) -> Listing:
    """Returns what is in the folders of a project."""
    most = MOST_FILES if is_top(root) else MOST_LOOSE_FILES
    found = Listing()
    found.names = names_in(root)
    for prefix in found.folders:
        if len(found.files) >= most:
            found.left_out.append("")
            break
        files, inner, data, skipped, others = _looked_at(root, prefix)
        found.files += sorted(files)
        found.folders += sorted(inner)
        found.left_out += skipped
        found.settings += sorted(data) if prefix.count("/") < data_files.DEEPEST else []
        found.own_settings += [path for path, _ in data if path == prefix + data_files.OWN_SETTINGS]
        found.others += [*others, *(path for path, _ in data)]
    found.left_out = sorted(path for path in found.left_out if not path or all(map(str.isidentifier, path.split("/"))))
    found.files = sorted(found.files[:most])
    found.settings = found.settings[: data_files.MOST_FILES]
    return found


def names_in(folder: str) -> list[str]:
    """Returns the names in a folder, sorted, apart from that of our cache; none if it cannot be listed."""
    try:
        return sorted(name for name in os.listdir(folder) if name != CACHE_FOLDER)
    except OSError:
        return []


def stat_of(result: os.stat_result) -> Stat:
    """Returns what a file is recognized by, from the result of `os.stat` or of `os.DirEntry.stat`."""
    return result.st_size, result.st_mtime_ns, result.st_ctime_ns, result.st_ino if _HAS_INODES else 0


def _looked_at(
    root: str, prefix: str
) -> tuple[list[tuple[str, Stat, bool]], list[str], list[tuple[str, Stat]], list[str], list[str]]:
    """Returns the Python files, the folders, and the files of settings in a folder; what is left out; and other files.

    Left out is the folder itself if it belongs to others or cannot be listed.
    """
    files: list[tuple[str, Stat, bool]] = []
    folders: list[str] = []
    settings: list[tuple[str, Stat]] = []
    skipped: list[str] = []
    others: list[str] = []
    try:
        with os.scandir(f"{root}/{prefix}") as listing:
            entries = list(listing)
    except OSError:
        return files, folders, settings, [prefix.rstrip("/")], others
    for entry in entries:
        name = entry.name
        if prefix and name in _OF_OTHERS and os.path.exists(entry.path):
            return [], [], [], [prefix.rstrip("/")], []
        try:
            if name.endswith(".py"):
                result = entry.stat()  # raises for a link to nowhere, and for a file that was deleted since
                if S_ISREG(result.st_mode):  # not a pipe, which would be waited for
                    files.append((prefix + name, stat_of(result), entry.is_symlink()))
                    continue
                others.append(prefix + name)
            if data_files.is_data_file(name):
                result = entry.stat()
                if S_ISREG(result.st_mode) and result.st_size <= data_files.LARGEST:
                    settings.append((prefix + name, stat_of(result)))
                    continue
                others.append(prefix + name)
            is_link = entry.is_symlink()
            if not entry.is_dir() or name.endswith(".egg-info"):
                continue
            if name in _SKIPPED or is_link:
                skipped.append(prefix + name)
            else:
                folders.append(f"{prefix}{name}/")
        except OSError:
            others.append(prefix + name)
    return files, folders, settings, skipped, others
