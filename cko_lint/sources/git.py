"""What git will commit, and what has changed since a revision: read from its objects, not from the work tree.

Imported only by a run that asks for it. git is told by the environment of a hook which repository and index are meant.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache, partial
from typing import IO, NamedTuple

from cko_lint.errors import UsageError
from cko_lint.sources.scan import LARGE, Scan, Source, load, may_be_large, shown
from cko_lint.sources.walk import Excludes

_HUNK = re.compile(rb"^@@ -\S+ \+(?P<first>\d+)(?:,(?P<count>\d+))? @@")
_REGULAR = (b"100644", b"100755")


class GitFailed(UsageError):
    """git refuses to do something."""

    def __init__(self, command: str, reason: str) -> None:
        super().__init__(f"git {command} failed: {reason}")
        self.reason = reason


def scan(paths: Sequence[str], excludes: Excludes, force_exclude: bool, staged: bool, revision: str | None) -> Scan:
    """Returns the files that are staged, or that differ from a revision, as far as the paths name them or what is in them.

    With `staged` their contents are those of the index, and so are those of every file that they import. With a revision,
    only findings on lines that were added since are to be reported. Raises UsageError for a folder that is in no
    repository, a revision that is none, and a path that does not exist.
    """
    for path in paths:
        if not os.path.lexists(path):
            raise UsageError(f"{path} does not exist")
    top = _top()
    if revision is not None:
        given = _git(
            top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", blame=revision
        )
        revision = _parting(top, os.fsdecode(given).strip())
    changed = _changed(top, staged, revision)
    result = Scan()
    wanted = [name for name in changed if _is_wanted(paths, name, os.path.join(top, name), excludes, force_exclude)]
    for source in _staged_sources(top, wanted) if staged else _work_tree_sources(top, wanted):
        result.take(source)
    result.sources.sort(key=lambda source: source.path)
    if staged:
        result.overlay = _overlay(top)
    if revision is not None:
        result.added = _added_lines(top, wanted, staged, revision)
    return result


def _top() -> str:
    """Returns the real path of the work tree that the working directory is in."""
    try:
        return os.path.realpath(os.fsdecode(_git(".", "rev-parse", "--show-toplevel")).rstrip("\n"))
    except GitFailed as error:
        raise UsageError(f"--staged and --diff need a git repository: {error.reason}") from None


def _parting(top: str, revision: str) -> str:
    """Returns where the history parted from a revision, so that what has changed there since is not taken for new here."""
    try:
        return os.fsdecode(_git(top, "merge-base", revision, "HEAD")).strip() or revision
    except UsageError:  # no common history, or too little of it in a shallow clone
        return revision


def _changed(top: str, staged: bool, revision: str | None) -> list[str]:
    """Returns the names of the files that were added or changed, relative to the top of the work tree."""
    where = ["--cached"] if staged else []
    since = [revision] if revision is not None else ["HEAD"] if _has_commits(top) else [_empty_tree(top)]
    output = _git(top, "diff", *where, "--name-only", "-z", "--no-renames", "--diff-filter=ACMT", *since, "--")
    return sorted(os.fsdecode(output).split("\0")[:-1])


def _has_commits(top: str) -> bool:
    try:
        return bool(_git(top, "rev-parse", "--verify", "--quiet", "HEAD^{commit}"))
    except UsageError:
        return False


def _empty_tree(top: str) -> str:
    """Before the first commit, everything is new."""
    return os.fsdecode(_git(top, "hash-object", "-t", "tree", "--stdin")).strip()


def _is_wanted(paths: Sequence[str], name: str, absolute: str, excludes: Excludes, force_exclude: bool) -> bool:
    how = _named(paths, absolute)
    if how is None or (how == "below" and not excludes.wants(name)):
        return False
    return not ((how == "below" or force_exclude) and excludes.hide(absolute))


def _named(paths: Sequence[str], absolute: str) -> str | None:
    """Returns whether the paths name a file itself, or a folder that it is `below`; None if neither."""
    found = None if paths else "below"
    for path in paths:
        real = os.path.realpath(path)
        if real == absolute:
            return "itself"
        if absolute.startswith(real.rstrip(os.sep) + os.sep):
            found = "below"
    return found


def _work_tree_sources(top: str, names: Iterable[str]) -> Iterator[Source]:
    for name in names:
        absolute = os.path.join(top, name)
        with suppress(OSError):  # gone, or a link: git has where that leads, and no file
            yield load(shown(absolute), absolute)


# ------------------------------------------------------------------------- the index


class _Object(NamedTuple):
    """What the index has of a file: the name of git's object, and its size in bytes."""

    identity: str
    size: int


def _staged_objects(top: str, names: Sequence[str]) -> dict[str, _Object]:
    """Returns what the index has of some files; links and submodules are no files."""
    if not names:
        return {}
    wanted = set(names)
    identities: dict[str, bytes] = {}
    for entry in _git(top, "ls-files", "--stage", "-z").split(b"\0")[:-1]:
        what, _, path = entry.partition(b"\t")
        mode, identity, stage = what.split(b" ")
        if mode in _REGULAR and stage == b"0" and os.fsdecode(path) in wanted:
            identities[os.fsdecode(path)] = identity
    output = _git(top, "cat-file", "--batch-check", input=b"".join(i + b"\n" for i in identities.values()))
    found: dict[str, _Object] = {}
    for name, line in zip(identities, output.splitlines(), strict=True):
        parts = line.split(b" ")
        if len(parts) == 3:  # others are missing, as in a partial clone
            found[name] = _Object(os.fsdecode(parts[0]), int(parts[2]))
    return found


def _staged_sources(top: str, names: Sequence[str]) -> Iterator[Source]:
    with _reader(top) as read:
        for name, held in _staged_objects(top, names).items():
            absolute = os.path.join(top, name)
            path = shown(absolute)
            if held.size > LARGE and may_be_large(path):
                yield Source(path, absolute, partial(_opened, top, held))
            else:
                yield Source(path, absolute, read(held))


@contextmanager
def _reader(top: str) -> Iterator[Callable[[_Object], bytes]]:
    """Gives for a while what reads objects whole, all by one process."""
    command = ["git", "-C", top, "cat-file", "--batch"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as git:
        asked, answers = git.stdin, git.stdout
        assert asked is not None
        assert answers is not None

        def read(held: _Object) -> bytes:
            asked.write(held.identity.encode() + b"\n")
            asked.flush()
            answers.readline()
            return answers.read(held.size + 1)[:-1]

        yield read


@contextmanager
def _opened(top: str, held: _Object) -> Iterator[IO[bytes]]:
    """Opens one object as a file."""
    command = ["git", "-C", top, "cat-file", "blob", held.identity]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as git:
        assert git.stdout is not None
        yield git.stdout
        git.stdout.close()  # whoever has seen enough does not wait for the rest


def _overlay(top: str) -> dict[str, bytes]:
    """Returns the Python files whose content in the work tree is not that of the index, as the index has them."""
    output = _git(top, "diff", "--name-only", "-z", "--no-renames", "--", "*.py", "*.pyi")
    objects = _staged_objects(top, os.fsdecode(output).split("\0")[:-1])
    with _reader(top) as read:
        return {os.path.join(top, name): read(held) for name, held in objects.items()}


# ------------------------------------------------------------------------- the lines


def _added_lines(top: str, names: Iterable[str], staged: bool, revision: str) -> Callable[[str], frozenset[int]]:
    """Returns what looks up the lines added to one of some files by its path in reports; git is asked when it is needed.

    A file that says nothing of Checkout.com counts too: it may call one that does.
    """
    by_path = {shown(os.path.join(top, name)): name for name in names}

    @cache
    def added(path: str) -> frozenset[int]:
        return _added(top, by_path[path], staged, revision) if path in by_path else frozenset()

    return added


def _added(top: str, name: str, staged: bool, revision: str) -> frozenset[int]:
    """Returns the numbers of the lines of a file that were added or changed since a revision."""
    where = ["--cached"] if staged else []
    output = _git(
        top, "diff", *where, "--unified=0", "--inter-hunk-context=0", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--text",
        revision, "--", f":(top,literal){name}",
    )  # fmt: skip
    lines: set[int] = set()
    for line in output.split(b"\n"):
        match = _HUNK.match(line)
        if match is not None:
            first, count = int(match["first"]), int(match["count"]) if match["count"] is not None else 1
            lines.update(range(first, first + count))
    return frozenset(lines)


def _git(folder: str, *arguments: str, input: bytes | None = None, blame: str | None = None) -> bytes:
    """Returns what git prints. Raises UsageError where git is not there, or refuses."""
    command = ["git", "-C", folder, "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(command, input=input or b"", capture_output=True, check=False)
    except OSError as error:
        raise UsageError(f"cannot run git: {error.strerror}; --staged and --diff need it") from None
    if done.returncode == 0:
        return done.stdout
    if blame is not None:
        raise UsageError(
            f"{blame!r} is not a revision of this repository; a shallow clone may lack it (`git fetch --unshallow`)"
        )
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    reason = said[0].removeprefix("fatal: ") if said else f"exit code {done.returncode}"
    raise GitFailed(arguments[0], reason)
