"""Changes a file in place: all of it or nothing, with its mode, its encoding, its byte order mark and its line ends."""

from __future__ import annotations

import io
import os
import time
import tokenize
from contextlib import suppress
from dataclasses import dataclass

from cko_lint.errors import UsageError
from cko_lint.sources.kinds import PYTHON, kind_of

_UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_UTF_8_MARK = b"\xef\xbb\xbf"
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class CannotRewrite(UsageError):
    """A file has to be left as it is; the message says why."""


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of a file: what stands in it, line ends included, and how that is written in bytes."""

    data: bytes
    text: str
    encoding: str
    mark: bytes = b""
    """The byte order mark, which is no part of `text`."""

    @property
    def line_end(self) -> str:
        """The line end that most of its lines have, that of Unix if it has none."""
        windows = self.text.count("\r\n")
        unix, old_mac = self.text.count("\n") - windows, self.text.count("\r") - windows
        _, end = max((unix, "\n"), (windows, "\r\n"), (old_mac, "\r"), key=lambda counted: counted[0])
        return end

    def encoded(self, text: str) -> bytes:
        """Returns another text in the same encoding. Raises CannotRewrite for characters that this does not have."""
        try:
            return self.mark + text.encode(self.encoding, "strict" if self.is_strict else "surrogateescape")
        except UnicodeEncodeError as error:
            raise CannotRewrite(f"{self.encoding} has no {text[error.start]!r}") from None

    @property
    def is_strict(self) -> bool:
        """Whether all its bytes are characters of the encoding."""
        return not any("\udc80" <= sign <= "\udcff" for sign in self.text)


def file_text(path: str, data: bytes) -> FileText:
    """Returns the text that the bytes of a file are, of a Python file by its encoding declaration (PEP 263).

    In other files, bytes that are not UTF-8 are kept as they are. Raises CannotRewrite for what would not be written back
    byte by byte.
    """
    encoding, mark = _encoding(path, data)
    try:
        text = data[len(mark) :].decode(encoding, "strict" if kind_of(path) == PYTHON else "surrogateescape")
        found = FileText(data, text, encoding, mark)
        is_same = found.encoded(text) == data
    except (UnicodeError, LookupError) as error:
        raise CannotRewrite(f"it cannot be decoded: {error}") from None
    if not is_same:
        raise CannotRewrite(f"it cannot be written back as {encoding}")
    return found


def _encoding(path: str, data: bytes) -> tuple[str, bytes]:
    if data.startswith(_UTF_8_MARK):
        return "utf-8", _UTF_8_MARK
    if kind_of(path) != PYTHON:
        return _UTF_16.get(data[:2], "utf-8"), data[:2] if data[:2] in _UTF_16 else b""
    try:
        return tokenize.detect_encoding(io.BytesIO(data).readline)[0], b""
    except (SyntaxError, LookupError) as error:
        raise CannotRewrite(f"it cannot be decoded: {error}") from None


def replace_file(path: str, data: bytes, expected: bytes | None = None) -> None:
    """Replaces the content of a file in one step, or makes the file; another program reads the old content or the new one.

    A link stays a link: the file that it leads to is replaced. With `expected`, the content that a decision was made for,
    a file that has changed since is left alone: raises CannotRewrite. Raises OSError where the file cannot be written.
    """
    target = os.path.realpath(path)
    temporary = os.path.join(
        os.path.dirname(target), f".{os.path.basename(target)}.{os.getpid()}-{time.time_ns():x}.tmp"
    )
    try:
        _fill(temporary, data, target)
        if expected is not None and _content(target) != expected:
            raise CannotRewrite("it has changed since it was read")
        os.replace(temporary, target)
    except OSError as error:
        _remove(temporary)
        raise OSError(error.errno, error.strerror, path) from None
    except BaseException:
        _remove(temporary)
        raise


def _fill(temporary: str, data: bytes, target: str) -> None:
    with open(os.open(temporary, _CREATE, 0o666), "wb") as file:
        if os.path.exists(target):
            _refuse_what_is_protected(target)
            _copy_rights(target, temporary)
        file.write(data)


def _refuse_what_is_protected(target: str) -> None:
    """A folder that may be written to would let us replace a file that must not be changed."""
    with open(target, "r+b"):
        pass


def _copy_rights(target: str, temporary: str) -> None:
    status = os.stat(target)
    made = os.stat(temporary)
    if (status.st_uid, status.st_gid) != (made.st_uid, made.st_gid) and hasattr(os, "chown"):
        with suppress(OSError):  # only root may give a file away
            os.chown(temporary, status.st_uid, status.st_gid)
    os.chmod(temporary, status.st_mode & 0o7777)


def _content(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)
