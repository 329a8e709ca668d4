"""The files of the cache folder: written whole or not at all, and as good as none if anything about them is wrong.

A file is a header and a body. The header names the program's version, the Python it ran on, and what made the body, and
ends in the body's length and checksum. What is read here may have been put there by another program: so nothing is unmarshalled
or unpickled, and the code that takes a body apart has to expect anything.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from zlib import crc32

from cko_lint import __version__
from cko_lint.project.files import CACHE_FOLDER

TYPE_CHECKING = False  # importing the real one would cost more than the module
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_SUFFIX = ".cko_lint"
_TEMPORARY = ".tmp"
_ABANDONED_AFTER = 60  # seconds
_LARGEST = 1 << 29
MOST_FILES, MOST_BYTES = 400, 1 << 30
"""What a cache folder may hold, which many projects can share: beyond that, what was not written for the longest time goes."""
_MAGIC = b"cko-lint cache\n"
_FORMAT = 1
_LENGTH, _CHECKSUM = 8, 4
_IGNORE = b"# made by cko-lint\n*\n"
_TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# Made by cko-lint. See https://bford.info/cachedir/\n"
MARKERS = {".gitignore": _IGNORE, "CACHEDIR.TAG": _TAG}
"""What is written into a folder when it is made, and into one of our name if it is missing, so that git and backups leave it out."""
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_READ |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def file_name(name: str) -> str:
    """Returns the name of one of the cache's files."""
    return name + _SUFFIX


def is_ours(name: str) -> bool:
    """Whether a name in the cache folder is one of the cache's files, finished or not."""
    return name.endswith(_SUFFIX) or _is_temporary(name)


def is_folder(path: str) -> bool:
    """Whether a path is a folder, and not a link to one."""
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return False


def read(folder: str, name: str, schema: str) -> tuple[bytes, int] | None:
    """Returns a file that was written with the same schema by the same version, and where its body begins; or None."""
    if not is_folder(folder):
        return None
    try:
        data = _content(os.path.join(folder, file_name(name)))
    except (OSError, ValueError, MemoryError):
        return None
    head = _head(schema)
    at = len(head) + _LENGTH + _CHECKSUM
    if len(data) < at or not data.startswith(head):
        return None
    return (data, at) if data[len(head) : at] == _seal(memoryview(data)[at:]) else None


def write(folder: str, name: str, schema: str, body: Callable[[int], bytes]) -> bool:
    """Replaces a file; says whether that worked. Makes the folder if need be, and leaves nothing half-written.

    `body` is given how many nanoseconds the file system's clock is behind this program's.
    """
    path = os.path.join(folder, file_name(name))
    temporary = f"{path}.{os.getpid()}-{time.time_ns():x}{_TEMPORARY}"
    try:
        if not _make(folder):
            return False
        _tidy(folder)
        _fill(os.open(temporary, _CREATE, 0o666), schema, body)
        os.replace(temporary, path)
    except BaseException as error:
        remove(temporary)
        if not isinstance(error, (OSError, ValueError, MemoryError)):
            raise
        return False
    return True


def _fill(descriptor: int, schema: str, body: Callable[[int], bytes]) -> None:
    try:
        content = body(time.time_ns() - os.fstat(descriptor).st_mtime_ns)
        _write_all(descriptor, (_head(schema), _seal(content), content))
    finally:
        os.close(descriptor)


def _head(schema: str) -> bytes:
    python = f"{sys.implementation.cache_tag} {sys.hexversion:x} {sys.byteorder}"
    return _MAGIC + f"{_FORMAT} {__version__} {python} {schema}\n".encode("utf-8", "surrogatepass")


def _seal(body: bytes | memoryview) -> bytes:
    return len(body).to_bytes(_LENGTH, "little") + crc32(body).to_bytes(_CHECKSUM, "little")


def _content(path: str) -> bytes:
    descriptor = os.open(path, _READ)
    with open(descriptor, "rb", buffering=0) as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
            return b""
        return file.read()


def _make(folder: str) -> bool:
    """Makes the folder with its markers if it is not there; says whether it is there, as a folder."""
    try:
        os.makedirs(folder)
    except FileExistsError:
        if not is_folder(folder):
            return False
        if os.path.basename(folder) != CACHE_FOLDER:
            return True  # somebody else's
    for name, content in MARKERS.items():
        _mark(os.path.join(folder, name), content)
    return True


def _mark(path: str, content: bytes) -> None:
    try:
        descriptor = os.open(path, _CREATE, 0o666)
    except FileExistsError:
        return
    try:
        _write_all(descriptor, (content,))
    except OSError:
        remove(path)
        raise
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, pieces: Iterable[bytes]) -> None:
    for piece in pieces:
        rest = memoryview(piece)
        while rest:
            rest = rest[os.write(descriptor, rest) :]


def _is_temporary(name: str) -> bool:
    return f"{_SUFFIX}." in name and name.endswith(_TEMPORARY)


def _tidy(folder: str) -> None:
    """Deletes what runs that were killed have left, unless one may still be writing it, and the oldest files of too many."""
    with os.scandir(folder) as entries:
        found = [(entry.name, status) for entry in entries if is_ours(entry.name) and (status := _status(entry))]
    finished = sorted((status.st_mtime, status.st_size, name) for name, status in found if name.endswith(_SUFFIX))
    too_many = max(0, len(finished) - MOST_FILES)
    size = sum(size for _, size, _ in finished)
    for at, (_, own, name) in enumerate(finished):
        if at >= too_many and size <= MOST_BYTES:
            break
        size -= own
        remove(os.path.join(folder, name))
    for name, status in found:
        if _is_temporary(name) and time.time() - status.st_mtime > _ABANDONED_AFTER:
            remove(os.path.join(folder, name))


def _status(entry: os.DirEntry[str]) -> os.stat_result | None:
    try:
        return entry.stat(follow_symlinks=False)
    except OSError:  # it has just been put in place
        return None


def remove(path: str) -> bool:
    """Deletes a file; says whether that worked."""
    try:
        os.unlink(path)
    except (OSError, ValueError):
        return False
    return True
