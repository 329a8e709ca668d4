"""Which files a run is about: the arguments of the command line, read, counted once, and put through the prefilter."""

from __future__ import annotations

import errno
import os
import stat

from cko_lint.errors import UsageError
from cko_lint.sources.kinds import OPEN, PYTHON, TEXT, kind_of
from cko_lint.sources.prefilter import concerns_checkout
from cko_lint.sources.walk import Walk

TYPE_CHECKING = False  # importing the real one would cost more than the module
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from typing import IO

    from cko_lint.sources.excludes import Patterns


STDIN = "-"
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_FLAGS |= getattr(os, "O_NONBLOCK", 0)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_BLOCK = 1 << 16  # below what malloc maps anew each time
LARGE = 1 << 22
"""Bytes from which on a text is not kept, but read again, block by block, each time it is needed."""
_LARGE_BLOCK = 1 << 20
_SEPARATORS = (b" ", b'"', b",", b"\t")  # which are part of no name, key or host


class Source:
    """A file that was read: its path as reports show it, its real absolute path, and its bytes.

    Not a dataclass, because a run without hits must not pay for the import.
    """

    __slots__ = ("_content", "absolute", "path")

    def __init__(
        self, path: str, absolute: str, content: bytes | Callable[[], AbstractContextManager[IO[bytes]]]
    ) -> None:
        """`path` is relative to the working directory, with `/` separators; of a large text, `content` opens it."""
        self.path = path
        self.absolute = absolute
        self._content = content

    @property
    def is_large(self) -> bool:
        """Whether this is a text that is not kept in memory."""
        return not isinstance(self._content, bytes)

    @property
    def data(self) -> bytes:
        """All its bytes; of a large text they are read for this."""
        return self._content if isinstance(self._content, bytes) else b"".join(self.blocks())

    def blocks(self) -> Iterator[bytes]:
        """Yields its bytes, those of a large text in blocks between which no line ends, or no word of a very long line.

        A large text that cannot be read to its end any more, because it has changed since, ends there.
        """
        if isinstance(self._content, bytes):
            yield self._content
            return
        try:
            with self._content() as file:
                yield from _in_blocks(file)
        except OSError:
            return

    def __repr__(self) -> str:
        return f"Source({self.path!r})"


class Scan:
    """What was found on disk: how many files, those that concern Checkout.com, and those that cannot be read."""

    __slots__ = (
        "_prepare",
        "added",
        "count",
        "folders",
        "listings",
        "overlay",
        "paths",
        "sources",
        "unreadable",
        "walked",
    )

    def __init__(self, prepare: Callable[[str], None] | None = None) -> None:
        """Nothing has been looked at yet. `prepare` is told the real path of each file before its bytes are looked at.

        `folders` are those in which Python files were read; `listings` is what git has said of those that were named, and
        `walked` what was looked at without git (`Walk`).
        `overlay` are contents of other files that count instead of those on disk, by real path; `added`, if findings on
        some lines only are wanted, returns these of a file by its path as reports show it.
        """
        self._prepare = prepare
        self.added: Callable[[str], frozenset[int]] | None = None
        self.overlay: dict[str, bytes] = {}
        self.count = 0
        self.folders: set[str] = set()
        self.listings: dict[str, bytes | None] = {}
        self.paths: set[str] = set()
        self.sources: list[Source] = []
        self.unreadable: list[tuple[str, str]] = []
        self.walked: set[str] = set()

    def pass_over(self, path: str, absolute: str) -> None:
        """Counts a file that does not concern Checkout.com."""
        self.count += 1
        self.paths.add(path)
        if kind_of(path) != TEXT:
            self.folders.add(os.path.dirname(absolute))

    def take(self, source: Source) -> None:
        """Counts a file that was read, and keeps it if it concerns Checkout.com."""
        self.pass_over(source.path, source.absolute)
        if self._prepare is not None:
            self._prepare(source.absolute)
        for block in source.blocks():
            if not source.is_large and block.startswith(_UTF_16) and kind_of(source.path) != PYTHON:
                block = block.decode("utf-16", "replace").encode("utf-8", "replace")
                source = Source(source.path, source.absolute, block)
            if concerns_checkout(block):
                self.sources.append(source)
                return


def scan(
    paths: list[str],
    excludes: Patterns,
    force_exclude: bool = False,
    stdin: Source | None = None,
    is_known: Callable[[str], bool] | None = None,
    prepare: Callable[[str], None] | None = None,
) -> Scan:
    """Returns what the paths hold: files, folders, and `-` for `stdin`; the current directory if there are none.

    An explicitly named file is read whatever it is called, and obeys the excludes only with `force_exclude`. A file
    that several paths reach is counted once. `is_known` says of a Python file, by its real path, that it is known not to
    concern Checkout.com: it is not read again. Raises UsageError for a path that does not exist.
    """
    result = Scan(prepare)
    seen: set[str] = set()
    if stdin is not None:
        seen.add(stdin.absolute)
        result.overlay[stdin.absolute] = stdin.data
        if not (force_exclude and excludes.hide(stdin.absolute)):
            result.take(stdin)
    links = []
    for path, absolute in _listed(paths or ["."], excludes, force_exclude, result):
        if absolute not in seen:
            seen.add(absolute)
            if not _take(path, absolute, result, is_known):
                links.append((path, absolute))
    for path, absolute in links:
        real = os.path.realpath(absolute)
        if real not in seen and os.path.isfile(real):
            seen.add(real)
            _take(path, real, result, is_known)
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


def load(path: str, absolute: str) -> Source:
    """Reads a file; `path` is the one that reports show. Raises OSError, with ELOOP for a symbolic link."""
    try:
        return Source(path, absolute, read(absolute, LARGE if may_be_large(path) else None))
    except _TooLarge:
        return Source(path, absolute, lambda: open(absolute, "rb"))


def may_be_large(path: str) -> bool:
    """Whether a file is read block by block if it is large: its name does not say that it is Python or a notebook."""
    return kind_of(path) in (TEXT, OPEN)


def read(path: str, most: int | None = None) -> bytes:
    """Returns a file's bytes. Raises OSError, with ELOOP for a symbolic link."""
    descriptor = os.open(path, _FLAGS)
    try:
        block = os.read(descriptor, _BLOCK)
        if len(block) < _BLOCK:
            return block
        blocks = [block]
        while block := os.read(descriptor, _BLOCK):
            blocks.append(block)
            if most is not None and len(blocks) * _BLOCK > most:
                raise _TooLarge
        return b"".join(blocks)
    finally:
        os.close(descriptor)


class _TooLarge(Exception):
    """A file has more bytes than were asked for."""


def _in_blocks(file: IO[bytes]) -> Iterator[bytes]:
    decoder = None
    rest = file.read(len(_UTF_16[0]))
    if rest in _UTF_16:
        import codecs

        decoder = codecs.getincrementaldecoder("utf-16")("replace")
        rest = decoder.decode(rest).encode()
    while block := file.read(_LARGE_BLOCK):
        if decoder is not None:
            block = decoder.decode(block).encode("utf-8", "replace")
        block = rest + block
        end = block.rfind(b"\n") + 1 or max(block.rfind(sign) for sign in _SEPARATORS) + 1 or _whole(block)
        if end:
            yield block[:end]
        rest = block[end:]
    if rest:
        yield rest


def _whole(block: bytes) -> int:
    """Returns where the last character of a block in UTF-8 begins."""
    at = len(block) - 1
    while at > 0 and block[at] & 0xC0 == 0x80:
        at -= 1
    return at


def _take(path: str, absolute: str, result: Scan, is_known: Callable[[str], bool] | None) -> bool:
    """Reads one file into the scan; False for a symbolic link, which has to wait for what it points to."""
    if is_known is not None and path.endswith(".py") and is_known(absolute):
        result.pass_over(path, absolute)
        return True
    try:
        source = load(path, absolute)
    except FileNotFoundError:
        return True  # git lists what was deleted and not yet committed
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EMLINK):  # BSD says EMLINK
            return False
        result.count += 1
        result.unreadable.append((path, error.strerror or "unknown error"))
        return True
    result.take(source)
    return True


def _listed(paths: Iterable[str], excludes: Patterns, force_exclude: bool, result: Scan) -> Iterator[tuple[str, str]]:
    folders: dict[str, tuple[str, str]] = {}
    for path in paths:
        if path == STDIN:
            continue
        mode = _mode(path)
        if stat.S_ISDIR(mode):
            yield from _listed_below(path, os.path.realpath(path), excludes, result)
            continue
        if not stat.S_ISREG(mode):
            raise UsageError(f"{path} is not a regular file or a folder")
        folder, name = os.path.split(path)
        if folder not in folders:
            folders[folder] = _prefix(folder), os.path.realpath(folder)
        prefix, real = folders[folder]
        absolute = os.path.join(real, name)
        if not (force_exclude and excludes.hide(absolute)):
            yield prefix + name, absolute


def _listed_below(path: str, absolute: str, excludes: Patterns, result: Scan) -> Iterator[tuple[str, str]]:
    prefix = _prefix(path)
    folder = absolute.rstrip(os.sep)
    walk = Walk(excludes)
    towards = _next_below(folder, os.getcwd())
    for name in sorted(walk.files(folder or os.sep)):
        absolute = f"{folder}/{name}"
        yield shown(absolute) if towards and name.startswith(towards) else prefix + name, absolute
    result.unreadable += [(shown(place), reason) for place, reason in walk.unreadable]
    result.listings.update(walk.listings)
    result.walked |= walk.walked


def _next_below(folder: str, inner: str) -> str:
    """Returns the name of the next folder on the way from a folder to another one, with a `/`; "" if that is not below it."""
    above = folder + os.sep
    return inner[len(above) :].split(os.sep)[0] + "/" if inner.startswith(above) else ""


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
        raise UsageError(f"cannot read {path}: {getattr(error, 'strerror', None) or error}") from None
