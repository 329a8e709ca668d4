"""A plain run: the command that pre-commit starts, which ends at once where there is nothing to do.

A pre-commit hook runs on every commit and nearly never meets Checkout.com. So the plain command `check FILES` is
understood here by hand, and whatever is not plain, or does meet Checkout.com, goes on to `cli`.
"""

from __future__ import annotations

import io
import os
import sys

from cko_lint import progress
from cko_lint.config import settings_file
from cko_lint.errors import UsageError
from cko_lint.project.files import CACHE_FOLDER
from cko_lint.project.index import Index, Indexes, version_of_program
from cko_lint.project.printed import VARIABLES, have_baseline, is_apart, printed_about, results_of
from cko_lint.project.started import Started
from cko_lint.sources.excludes import Excludes, NestedExcludes
from cko_lint.sources.scan import Scan, scan

TYPE_CHECKING = False  # importing the real one would cost more than the module
if TYPE_CHECKING:
    from cko_lint.project.unchanged import Unchanged

_SETTINGS = ("CKO_LINT_CACHE_DIR", "CKO_LINT_OUTPUT_FORMAT", "CKO_LINT_OUTPUT_FILE")
_PLAIN_OPTIONS = ("--force-exclude", "--no-cache")


def run(arguments: list[str]) -> int:
    """Runs a command line, plain or not; returns its exit code."""
    if sys.stderr.isatty() and "--no-progress" not in arguments:
        from cko_lint.commands import progress_bar

        progress_bar.begin()
    keeps = _keeps(arguments)
    paths = _plain_paths(arguments)
    unchanged = _unchanged(paths, arguments) if keeps and paths is not None else None
    printed = unchanged.get() if unchanged is not None else None
    if printed is not None:
        return _print_again(*printed)
    started = _plain_scan(paths, "--force-exclude" in arguments, keeps) if paths is not None else None
    if started is not None and not started.scan.unreadable:
        is_concerned = _concerns(started, keeps)
        progress.finish()
        started.printed = printed_about(started.scan, started.indexes, unchanged) if keeps else None
        if not is_concerned:
            return _print_clean(started)
        printed = started.printed.get() if started.printed is not None else None
        if printed is not None:
            return _print_again(*printed)
    import gc

    gc.disable()  # a short life: collecting while LibCST's classes are made costs a tenth of its import
    from cko_lint import cli

    return cli.main(arguments, started)


def _print_again(code: int, text: str) -> int:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as `cli` does
    sys.stdout.write(text)
    return code


def _print_clean(started: Started) -> int:
    text = clean_summary(started.scan.count, len(started.scan.sources))
    if started.printed is not None:
        started.printed.put_unchanged(0, text)
    sys.stdout.write(text)
    return 0


def _concerns(started: Started, keeps: bool) -> bool:
    """Whether there may be anything to say of the files: by themselves, or as places on the way to a finding of their project."""
    found, indexes = started.scan, started.indexes
    is_concerned = any(
        is_apart(source, indexes.of(os.path.dirname(source.absolute))) or _may_be_silenced(source.data)
        for source in found.sources
    )
    for index in indexes:
        if index.is_anchored and not (keeps and _is_untouched(index, found)):
            is_concerned = True
        index.save()
    return is_concerned


def _may_be_silenced(data: bytes) -> bool:
    """Whether a file may have a comment that suppresses a finding: one that suppresses nothing is a finding itself."""
    return b"cko-lint" in data or any(b"CKO%d" % digit in data for digit in range(10)) or _may_name_a_rule(data)


def _may_name_a_rule(data: bytes) -> bool:
    """Whether a `noqa` may have the name of a rule, which has a hyphen and no digits, instead of a code."""
    _, *after = data.replace(b"NOQA", b"noqa").split(b"noqa")
    words = (word for text in after for word in text.split(b"\n", 1)[0].replace(b",", b" ").split())
    return any(b"-" in word and word.replace(b"-", b"").isalpha() for word in words)


def _is_untouched(index: Index, found: Scan) -> bool:
    """Whether an earlier run has kept what there is to say of a project, and nothing of it is in the files of this one."""
    result = results_of(index).get()
    return result is not None and result[0].isdisjoint(found.paths)


def clean_summary(files: int, concerned: int = 0) -> str:
    """Returns the line that ends a run without findings; `concerned` is how many of the files name Checkout.com."""
    return f"No findings in {files} file{'' if files == 1 else 's'} ({concerned} related to Checkout.com)\n"


def _keeps(arguments: list[str]) -> bool:
    """Whether a plain command keeps what it knows in the usual place."""
    return "--no-cache" not in arguments and not os.environ.get("CKO_LINT_NO_CACHE")


def _plain_paths(arguments: list[str]) -> list[str] | None:
    """Returns what a plain command names; None if the command asks for more than that."""
    command, *rest = arguments or [""]
    paths = [argument for argument in rest if argument not in _PLAIN_OPTIONS]
    is_plain = command == "check" and not any(path.startswith("-") for path in paths)
    return paths if is_plain and not any(map(os.environ.get, _SETTINGS)) else None


def _unchanged(paths: list[str], arguments: list[str]) -> Unchanged | None:
    """Returns what runs over folders have printed, if these are all that a command names."""
    folders = paths or ["."]
    if sys.stdout.isatty() or not all(map(os.path.isdir, folders)):
        return None
    from cko_lint.project.unchanged import Unchanged

    given = (*arguments, *map(os.environ.get, VARIABLES))
    try:
        return Unchanged(folders, given, version_of_program(), _has_more)
    except OSError:  # the current folder is gone
        return None


def _has_more(folder: str) -> bool:
    """Whether settings or a baseline in a folder or above it count for its files."""
    try:
        _Defaults().of(folder)
    except _HasSettings:
        return True
    return have_baseline([folder])


def _plain_scan(paths: list[str], force_exclude: bool, keeps: bool) -> Started | None:
    """Scans what a plain command names; None if the project's settings ask for more than that."""
    try:
        excludes = _Defaults()
        excludes.of(settings_file.folder_of(paths))
        indexes = Indexes(lambda root: os.path.join(root, CACHE_FOLDER) if keeps else None)
        found = scan(paths, NestedExcludes(excludes.of), force_exclude, is_known=indexes.is_known_unrelated)
        for folder in {os.path.dirname(path) for path in found.paths}:
            excludes.of(os.path.realpath(folder))
        for index in map(indexes.of, sorted(found.folders)):
            excludes.of(index.root)
            if index.settings_folders:
                return None
        return Started(found, indexes)
    except (_HasSettings, UsageError, OSError, ValueError):
        return None  # cli reads the settings, or says what is wrong


class _HasSettings(Exception):
    """There is a settings file."""


class _Defaults:
    """The patterns that hold where there are no settings."""

    def __init__(self) -> None:
        self._nearest = settings_file.Nearest()
        self._excludes = Excludes()

    def of(self, folder: str) -> Excludes:
        """Returns the patterns that hold in a folder. Raises _HasSettings for one that has settings."""
        if self._nearest.to(folder) is not None:
            raise _HasSettings
        return self._excludes
