"""A git repository: its index and its objects, read without letting git look at the work tree.

Whatever compares the work tree runs the filters that the repository names, and whatever refreshes the index runs a hook. So
only commands are used that do neither, and files are compared here.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import IO, NamedTuple

from cko_lint.errors import UsageError
from cko_lint.sources import git_environment
from cko_lint.sources.git_environment import OPTIONS, environment
from cko_lint.sources.scan import read

_REGULAR = ("100644", "100755")
_RECORD = re.compile(
    r"(?P<mode>\d+) (?P<identity>[0-9a-f]+) 0\t(?P<name>[^\0]+)\0"
    r"(?:  ctime: .*\n  mtime: (?P<seconds>\d+):(?P<nanoseconds>\d+)\n  dev: .*\n  uid: .*\n  size: (?P<size>\d+)\t.*\n)?"
)
_SIZES = 1 << 32
"""The index keeps sizes modulo this."""


class GitFailed(UsageError):
    """git refuses to do something."""

    def __init__(self, command: str, reason: str) -> None:
        super().__init__(f"git {command} failed: {reason}")
        self.reason = reason


class Entry(NamedTuple):
    """What the index has of a file: the name of git's object, and size and time of change in the work tree, if it says so."""

    identity: str
    size: int | None
    changed: int | None


class Repository:
    """The repository that the working directory is in."""

    def __init__(self) -> None:
        """Raises UsageError where there is none."""
        self.top = _top()
        self._environment = environment(self.top)

    def run(self, *arguments: str, input: bytes = b"") -> bytes:
        """Returns what git prints. Raises UsageError where git is not there, and GitFailed where it refuses."""
        try:
            done = subprocess.run(
                self._command(*arguments),
                input=input, capture_output=True, check=False, env=self._environment, timeout=git_environment.PATIENCE,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise GitFailed(arguments[0], f"no answer within {git_environment.PATIENCE} seconds") from None
        except OSError as error:
            raise UsageError(f"cannot run git: {error.strerror}; --staged and --since need it") from None
        if done.returncode == 0:
            return done.stdout
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = said[0].removeprefix("fatal: ") if said else f"exit code {done.returncode}"
        raise GitFailed(arguments[0], reason)

    def text(self, *arguments: str) -> str:
        """Returns what git prints, as one line."""
        return os.fsdecode(self.run(*arguments)).rstrip("\n")

    def absolute(self, name: str) -> str:
        """Returns the path of a file of the repository."""
        return os.path.join(self.top, name)

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """The files of the index; links and submodules are none."""
        found = os.fsdecode(self.run("ls-files", "--stage", "--debug", "-z"))
        return {match["name"]: _entry(match) for match in _RECORD.finditer(found) if match["mode"] in _REGULAR}

    def untracked(self) -> list[str]:
        """Returns the files that git neither tracks nor ignores; those of other repositories inside are not among them."""
        found = os.fsdecode(self.run("ls-files", "--others", "--exclude-standard", "-z"))
        return [name for name in found.split("\0")[:-1] if not name.endswith("/")]

    def is_untouched(self, name: str) -> bool:
        """Whether a tracked file is certainly as the index has it: it has not been written since."""
        entry = self.entries[name]
        try:
            status = os.lstat(f"{self.top}/{name}")
        except OSError:
            return False
        is_same = entry.changed == status.st_mtime_ns and entry.size == status.st_size % _SIZES
        return is_same and status.st_mtime_ns < self._written and stat.S_ISREG(status.st_mode)

    def is_changed(self, name: str) -> bool:
        """Whether the work tree has another content of a tracked file than the index, or none."""
        if self.is_untouched(name):
            return False
        try:
            return not _is_content(self.entries[name].identity, read(self.absolute(name)))
        except OSError:
            return True

    def sizes(self, names: Iterable[str]) -> dict[str, int]:
        """Returns the sizes of what the index has of some files, in bytes; a partial clone may lack one."""
        wanted = [name for name in names if name in self.entries]
        asked = b"".join(self.entries[name].identity.encode() + b"\n" for name in wanted)
        answers = self.run("cat-file", "--batch-check", input=asked).splitlines() if wanted else []
        parts = (answer.split(b" ") for answer in answers)
        return {name: int(part[2]) for name, part in zip(wanted, parts, strict=True) if len(part) == 3}

    @contextmanager
    def reader(self) -> Iterator[Callable[[str], bytes]]:
        """Gives for a while what reads objects that are there, all by one process."""
        with self._started("--batch") as (asked, answers):

            def content(identity: str) -> bytes:
                asked.write(identity.encode() + b"\n")
                asked.flush()
                size = int(answers.readline().split(b" ")[2])
                return answers.read(size + 1)[:-1]

            yield content

    @contextmanager
    def opened(self, identity: str) -> Iterator[IO[bytes]]:
        """Opens one object as a file."""
        with self._started("blob", identity) as (_, content):
            yield content
            content.close()  # a reader that has seen enough does not wait for the rest

    @contextmanager
    def _started(self, *arguments: str) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
        with subprocess.Popen(
            self._command("cat-file", *arguments),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=self._environment,
        ) as git:  # fmt: skip
            assert git.stdin is not None
            assert git.stdout is not None
            yield git.stdin, git.stdout

    def _command(self, *arguments: str) -> list[str]:
        return ["git", "-C", self.top, *OPTIONS, *arguments]

    @cached_property
    def _written(self) -> int:
        """When the index was written: a file that was changed later than that may be another one of the same size."""
        try:
            return os.stat(os.path.join(self.top, self.text("rev-parse", "--git-path", "index"))).st_mtime_ns
        except OSError:
            return 0


def _top() -> str:
    """Returns the real path of the work tree that the working directory is in.

    It is looked for here and not asked for: the repository could name any other.
    """
    named = os.environ.get("GIT_WORK_TREE") or ("." if os.environ.get("GIT_DIR") else None)
    here = os.path.realpath(named or os.getcwd())
    while named is None and not os.path.lexists(os.path.join(here, ".git")):
        parent = os.path.dirname(here)
        if parent == here:
            raise UsageError("--staged and --since need a git repository, and the current folder is in none")
        here = parent
    return here


def _entry(match: re.Match[str]) -> Entry:
    if match["size"] is None:
        return Entry(match["identity"], None, None)
    changed = int(match["seconds"]) * 1_000_000_000 + int(match["nanoseconds"])
    return Entry(match["identity"], int(match["size"]), changed)


def _is_content(identity: str, data: bytes) -> bool:
    """Whether an object has a content, as it is or with the line ends that git makes of it."""
    return any(_identity(content, len(identity)) == identity for content in (data, data.replace(b"\r\n", b"\n")))


def _identity(data: bytes, length: int) -> str:
    """Returns the name of git's object with a content; it has the length of the repository's other names."""
    object_ = b"blob %d\0" % len(data) + data
    made = hashlib.sha256(object_) if length == 64 else hashlib.sha1(object_, usedforsecurity=False)
    return made.hexdigest()
