"""Which files a run is about: the arguments of the command line, read, counted once, and put through the prefilter."""

from __future__ import annotations

import errno
import os
import stat

from cko_lint.errors import UsageError
from cko_lint.kinds import PYTHON, kind_of
from cko_lint.prefilter import concerns_checkout
from cko_lint.tree import Excludes, wanted_files

TYPE_CHECKING = False  # importing the real one would cost more than the module
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STDIN = "-"
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_FLAGS |= getattr(os, "O_NONBLOCK", 0)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_BLOCK = 1 << 16  # below what malloc maps anew each time


class Source:
    """A file that was read: its path as reports show it, its real absolute path, and its bytes.

    Not a dataclass, because a run without hits must not pay for the import.
    """

    __slots__ = ("absolute", "data", "path")

    def __init__(self, path: str, absolute: str, data: bytes) -> None:
        """`path` is relative to the working directory, with `/` separators."""
        self.path = path
        self.absolute = absolute
        self.data = data

    def __repr__(self) -> str:
        return f"Source({self.path!r})"


class Scan:
    """What was found on disk: how many files, those that concern Checkout.com, and those that cannot be read."""

    __slots__ = ("added", "count", "overlay", "paths", "sources", "unreadable")

    def __init__(self) -> None:
        """Nothing has been looked at yet.

        `overlay` are contents of other files that count instead of those on disk, by real path; `added`, if findings on
        some lines only are wanted, has these by the file's path as reports show it.
        """
        self.added: dict[str, frozenset[int]] | None = None
        self.overlay: dict[str, bytes] = {}
        self.count = 0
        self.paths: set[str] = set()
        self.sources: list[Source] = []
        self.unreadable: list[tuple[str, str]] = []

    def take(self, path: str, absolute: str, data: bytes) -> None:
        """Counts a file that was read, and keeps it if it concerns Checkout.com."""
        self.count += 1
        self.paths.add(path)
        if data.startswith(_UTF_16) and kind_of(path) != PYTHON:
            data = data.decode("utf-16", "replace").encode("utf-8", "replace")
        if concerns_checkout(data):
            self.sources.append(Source(path, absolute, data))


def scan(paths: list[str], excludes: Excludes, force_exclude: bool = False, stdin: Source | None = None) -> Scan:
    """Returns what the paths hold: files, folders, and `-` for `stdin`; the current directory if there are none.

    An explicitly named file is read whatever it is called, and obeys the excludes only with `force_exclude`. A file
    that several paths reach is counted once. Raises UsageError for a path that does not exist.
    """
    result = Scan()
    seen: set[str] = set()
    if stdin is not None:
        seen.add(stdin.absolute)
        if not (force_exclude and excludes.hide(stdin.absolute)):
            result.take(stdin.path, stdin.absolute, stdin.data)
    links = []
    for path, absolute in _listed(paths or ["."], excludes, force_exclude, result):
        if absolute not in seen:
            seen.add(absolute)
            if not _take(path, absolute, result):
                links.append((path, absolute))
    for path, absolute in links:
        real = os.path.realpath(absolute)
        if real not in seen and os.path.isfile(real):
            seen.add(real)
            _take(path, real, result)
    result.sources.sort(key=lambda source: source.path)
    return result


def shown(path: str) -> str:
    """Returns a path as reports show it: relative to the working directory, with `/` separators."""
    absolute, here = os.path.abspath(path), os.getcwd()
    for candidate in (absolute, os.path.realpath(path)):
        if candidate.startswith(here.rstrip(os.sep) + os.sep):
            return candidate[len(here.rstrip(os.sep)) + 1 :].replace(os.sep, "/")
    try:
        return os.path.relpath(absolute, here).replace(os.sep, "/")
    except ValueError:  # another drive on Windows
        return absolute.replace(os.sep, "/")


def read(path: str) -> bytes:
    """Returns a file's bytes. Raises OSError, with ELOOP for a symbolic link."""
    descriptor = os.open(path, _FLAGS)
    try:
        block = os.read(descriptor, _BLOCK)
        if len(block) < _BLOCK:
            return block
        blocks = [block]
        while block := os.read(descriptor, _BLOCK):
            blocks.append(block)
        return b"".join(blocks)
    finally:
        os.close(descriptor)


def _take(path: str, absolute: str, result: Scan) -> bool:
    """Reads one file into the scan; False for a symbolic link, which has to wait for what it points to."""
    try:
        data = read(absolute)
    except FileNotFoundError:
        return True  # git lists what was deleted and not yet committed
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EMLINK):  # BSD says EMLINK
            return False
        result.count += 1
        result.unreadable.append((path, error.strerror or "it cannot be read"))
        return True
    result.take(path, absolute, data)
    return True


def _listed(paths: Iterable[str], excludes: Excludes, force_exclude: bool, result: Scan) -> Iterator[tuple[str, str]]:
    folders: dict[str, tuple[str, str]] = {}
    for path in paths:
        if path == STDIN:
            continue
        mode = _mode(path)
        if stat.S_ISDIR(mode):
            yield from _listed_below(path, os.path.realpath(path), excludes, result)
            continue
        if not stat.S_ISREG(mode):
            raise UsageError(f"{path} is neither a file nor a folder")
        folder, name = os.path.split(path)
        if folder not in folders:
            folders[folder] = _prefix(folder), os.path.realpath(folder)
        prefix, real = folders[folder]
        absolute = os.path.join(real, name)
        if not (force_exclude and excludes.hide(absolute)):
            yield prefix + name, absolute


def _listed_below(path: str, absolute: str, excludes: Excludes, result: Scan) -> Iterator[tuple[str, str]]:
    prefix = _prefix(path)
    folder = absolute.rstrip(os.sep)
    unreadable: list[tuple[str, str]] = []
    for name in sorted(wanted_files(folder or os.sep, excludes, unreadable)):
        yield prefix + name, f"{folder}/{name}"
    result.unreadable += [(shown(place), reason) for place, reason in unreadable]


def _prefix(folder: str) -> str:
    """What stands before the names of a folder's files in reports."""
    path = shown(folder or ".")
    return "" if path == "." else f"{path}/"


def _mode(path: str) -> int:
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        raise UsageError(f"{path} does not exist") from None
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from None
