"""What git will commit, and what has changed since a revision: read from its objects, and compared with the work tree here.

Imported only by a run that asks for it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from typing import TYPE_CHECKING

from cko_lint.errors import UsageError
from cko_lint.sources.added_lines import added_lines
from cko_lint.sources.kinds import PYTHON, kind_of
from cko_lint.sources.repository import GitFailed, Repository
from cko_lint.sources.scan import LARGE, Scan, Source, load, may_be_large, read, shown

if TYPE_CHECKING:
    from cko_lint.sources.excludes import Patterns

    Before = Mapping[str, str | None]
    """The objects that files were before, by their names in the repository; None for a file that is new."""


def scan(
    paths: Sequence[str],
    excludes: Patterns,
    force_exclude: bool,
    staged: bool,
    revision: str | None,
    prepare: Callable[[str], None] | None = None,
) -> Scan:
    """Returns the files that are staged, or that differ from a revision, as far as the paths name them or what is in them.

    With `staged` their contents are those of the index, and so are those of every file that they import. With a revision,
    only findings on lines that were added since are to be reported; files that git does not track are new. Raises UsageError
    for a folder that is in no repository, a revision that is none, and a path that does not exist.
    """
    for path in paths:
        if not os.path.lexists(path):
            raise UsageError(f"{path} does not exist")
    repository = Repository()
    base = _parting(repository, revision) if revision is not None else _last(repository)

    def is_wanted(name: str) -> bool:
        return _is_wanted(paths, repository.absolute(name), excludes, force_exclude)

    before = _staged(repository, base)
    if not staged:
        before |= _in_work_tree(repository, before, is_wanted)
    wanted = sorted(filter(is_wanted, before))
    result = Scan(prepare)
    for source in _staged_sources(repository, wanted) if staged else _work_tree_sources(repository, wanted):
        result.take(source)
    result.sources.sort(key=lambda source: source.path)
    result.overlay = _overlay(repository) if staged else {}
    if revision is not None:
        result.added = _added(repository, {name: before[name] for name in wanted}, staged, revision)
    return result


def _last(repository: Repository) -> str:
    """Returns the last commit; before the first one, everything is new."""
    try:
        return repository.text("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    except GitFailed:
        return repository.text("hash-object", "-t", "tree", "--stdin")


def _parting(repository: Repository, revision: str) -> str:
    """Returns where the history parted from a revision, so that what has changed there since is not taken for new here."""
    is_shallow = repository.text("rev-parse", "--is-shallow-repository") == "true"
    try:
        commit = repository.text("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except GitFailed:
        why = f"{revision!r} is not a revision of this repository"
        raise UsageError(f"--since: {why}" + (_fetch(repository, revision) if is_shallow else "")) from None
    try:
        return repository.text("merge-base", commit, "HEAD")
    except GitFailed:
        if is_shallow:
            why = f"this clone lacks the commit where its history parted from {revision!r}"
            raise UsageError(f"--since: {why}{_fetch(repository, revision)}") from None
        return commit  # no common history


def _fetch(repository: Repository, revision: str) -> str:
    """Returns the end of a sentence that says which fetch a shallow clone needs."""
    remotes = repository.text("remote").split("\n")
    remote = "origin" if "origin" in remotes else remotes[0]
    # The history of what is checked out is fetched too only if it is asked for: it need not be that of a branch.
    head = repository.text("rev-parse", "HEAD") if _is_boundary(repository) else ""
    parts = ("git fetch --unshallow", remote, head, f"'+refs/heads/*:refs/remotes/{remote}/*'")
    branches = "" if revision.startswith(f"{remote}/") else f"; then name a branch as {remote}/BRANCH"
    return f": it is shallow; run `{' '.join(filter(None, parts))}`{branches}"


def _is_boundary(repository: Repository) -> bool:
    """Whether the parents of the current commit were not fetched."""
    try:
        return not repository.text("rev-parse", "--verify", "--quiet", "HEAD^@")
    except GitFailed:
        return True


# ------------------------------------------------------------------------- the files


def _staged(repository: Repository, base: str) -> dict[str, str | None]:
    """Returns the files that the index has other than a commit, and what they were there; a renamed one was another."""
    output = repository.run(
        "diff-index", "--cached", "--raw", "-z", "--no-abbrev", "--find-renames", "--diff-filter=ACMRT",
        "--ignore-submodules=all", "--no-ext-diff", base, "--",
    )  # fmt: skip
    fields = iter(os.fsdecode(output).split("\0")[:-1])
    found: dict[str, str | None] = {}
    for record in fields:
        _, _, old, _, status = record.split(" ")
        name = next(fields)
        name = next(fields) if status[0] in "CR" else name
        found[name] = old if old.strip("0") else None
    return found


def _in_work_tree(repository: Repository, staged: Before, is_wanted: Callable[[str], bool]) -> dict[str, str | None]:
    """Returns the files that are other ones in the work tree than in the index, and what they were before."""
    written = [name for name in repository.entries if name not in staged and not repository.is_untouched(name)]
    changed = [name for name in written if is_wanted(name) and repository.is_changed(name)]
    return {name: repository.entries[name].identity for name in changed} | dict.fromkeys(repository.untracked())


def _is_wanted(paths: Sequence[str], absolute: str, excludes: Patterns, force_exclude: bool) -> bool:
    how = _named(paths, absolute)
    if how is None or (how == "below" and not excludes.wants(absolute)):
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


def _work_tree_sources(repository: Repository, names: Iterable[str]) -> Iterator[Source]:
    for name in names:
        absolute = repository.absolute(name)
        folder = os.path.dirname(absolute)
        # Gone, or a link: git has where that leads, and no file. A folder that is one can lead out of the repository.
        if os.path.realpath(folder) == folder:
            with suppress(OSError):
                yield load(shown(absolute), absolute)


def _staged_sources(repository: Repository, names: Sequence[str]) -> Iterator[Source]:
    with repository.reader() as content:
        for name, size in repository.sizes(names).items():
            identity, absolute = repository.entries[name].identity, repository.absolute(name)
            path = shown(absolute)
            if size > LARGE and may_be_large(path):
                yield Source(path, absolute, partial(repository.opened, identity))
            else:
                yield Source(path, absolute, content(identity))


def _overlay(repository: Repository) -> dict[str, bytes]:
    """Returns the Python files whose content in the work tree is not that of the index, as the index has them."""
    python = [name for name in repository.entries if kind_of(name) == PYTHON and repository.is_changed(name)]
    with repository.reader() as content:
        held = repository.sizes(python)
        return {repository.absolute(name): content(repository.entries[name].identity) for name in held}


# ------------------------------------------------------------------------- the lines


def _added(repository: Repository, before: Before, staged: bool, revision: str) -> Callable[[str], frozenset[int]]:
    """Returns what looks up the lines added to one of some files by its path in reports, when they are needed.

    A file that says nothing of Checkout.com counts too: it may call one that does.
    """
    by_path = {shown(repository.absolute(name)): name for name in before}

    @cache
    def added(path: str) -> frozenset[int]:
        name = by_path.get(path)
        if name is None:
            return frozenset()
        new = _object(repository, repository.entries[name].identity) if staged else _content(repository.absolute(name))
        old = before[name]
        was = _object(repository, old) if old is not None else b""
        if was is None:
            raise UsageError(
                f"--since: this partial clone lacks what {path} was at {revision!r}; run `git fetch --refetch --no-filter`"
            )
        return added_lines(was, new or b"")

    return added


def _object(repository: Repository, identity: str) -> bytes | None:
    """Returns the content of an object; None if a partial clone lacks it."""
    try:
        return repository.run("cat-file", "blob", identity)
    except GitFailed:
        return None


def _content(path: str) -> bytes | None:
    try:
        return read(path)
    except OSError:
        return None
