"""What git will commit, and what has changed since a revision: read from its objects, not from the work tree.

Imported only by a run that asks for it. git is told by the environment of a hook which repository and index are meant.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence

from cko_lint.errors import UsageError
from cko_lint.files import Scan, read, shown
from cko_lint.tree import Excludes

_HUNK = re.compile(rb"^@@ -\S+ \+(?P<first>\d+)(?:,(?P<count>\d+))? @@")
_REGULAR = (b"100644", b"100755")


def scan(paths: Sequence[str], excludes: Excludes, force_exclude: bool, staged: bool, revision: str | None) -> Scan:
    """Returns the files that are staged, or that differ from a revision, as far as the paths name them or what is in them.

    With `staged` their contents are those of the index, and so are those of every file that they import. With a revision,
    only findings on lines that were added since are to be reported. Raises UsageError for a folder that is in no
    repository, a revision that is none, and a path that does not exist.
    """
    for path in paths:
        if not os.path.lexists(path):
            raise UsageError(f"{path} does not exist")
    top = os.path.realpath(os.fsdecode(_git(".", "rev-parse", "--show-toplevel")).rstrip("\n"))
    if revision is not None:
        _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", blame=revision)
    changed = _changed(top, staged, revision)
    result = Scan()
    contents = _staged_contents(top, changed) if staged else {}
    for name in changed:
        absolute = os.path.join(top, name)
        how = _named(paths, absolute)
        if how is None or (how == "below" and not excludes.wants(name)):
            continue
        if (how == "below" or force_exclude) and excludes.hide(absolute):
            continue
        data = contents.get(name) if staged else _from_work_tree(absolute)
        if data is not None:
            result.take(shown(absolute), absolute, data)
    result.sources.sort(key=lambda source: source.path)
    if staged:
        result.overlay = _overlay(top)
    if revision is not None:
        result.added = {shown(os.path.join(top, name)): _added(top, name, staged, revision) for name in changed}
    return result


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


def _from_work_tree(path: str) -> bytes | None:
    try:
        return read(path)
    except OSError:  # gone, or a link: git has where that leads, and no file
        return None


# ------------------------------------------------------------------------- the index


def _staged_contents(top: str, names: Iterable[str]) -> dict[str, bytes]:
    """Returns what the index holds of some files; links and submodules are no files."""
    listed = (
        _git(top, "ls-files", "--stage", "-z", "--", *(f":(top,literal){name}" for name in names)) if names else b""
    )
    objects: dict[str, bytes] = {}
    for entry in listed.split(b"\0")[:-1]:
        what, _, name = entry.partition(b"\t")
        mode, identity, stage = what.split(b" ")
        if mode in _REGULAR and stage == b"0":
            objects[os.fsdecode(name)] = identity
    return _objects(top, objects)


def _objects(top: str, wanted: Mapping[str, bytes]) -> dict[str, bytes]:
    """Reads objects of git's, all by one process."""
    if not wanted:
        return {}
    output = _git(top, "cat-file", "--batch", input=b"".join(identity + b"\n" for identity in wanted.values()))
    found: dict[str, bytes] = {}
    at = 0
    for name in wanted:
        end = output.index(b"\n", at)
        header = output[at:end].split(b" ")
        if len(header) < 3:  # missing, as in a partial clone
            at = end + 1
            continue
        size = int(header[2])
        found[name] = output[end + 1 : end + 1 + size]
        at = end + 1 + size + 1
    return found


def _overlay(top: str) -> dict[str, bytes]:
    """Returns the Python files whose content in the work tree is not that of the index, as the index has them."""
    output = _git(top, "diff", "--name-only", "-z", "--no-renames", "--", "*.py", "*.pyi")
    names = os.fsdecode(output).split("\0")[:-1]
    return {os.path.join(top, name): data for name, data in _staged_contents(top, names).items()}


# ------------------------------------------------------------------------- the lines


def _added(top: str, name: str, staged: bool, revision: str) -> frozenset[int]:
    """Returns the numbers of the lines of a file that were added or changed since a revision."""
    where = ["--cached"] if staged else []
    output = _git(
        top, "diff", *where, "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--text",
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
        raise UsageError(f"git cannot be run: {error.strerror}") from None
    if done.returncode == 0:
        return done.stdout
    if blame is not None:
        raise UsageError(f"{blame!r} is no revision of this repository")
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    raise UsageError(f"git: {said[0].removeprefix('fatal: ') if said else 'it failed'}")
