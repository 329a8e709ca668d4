"""Starts the program, and ends it at once where there is nothing to do.

A pre-commit hook runs on every commit and nearly never meets Checkout.com. So the plain command `check FILES` is
understood here by hand, and whatever is not plain, or does meet Checkout.com, goes on to `cli`.
"""

from __future__ import annotations

import os
import sys

from cko_lint import settings_file
from cko_lint.errors import UsageError
from cko_lint.files import Scan, scan
from cko_lint.project.files import CACHE_FOLDER
from cko_lint.project.index import indexes
from cko_lint.tree import Excludes

_PLAIN_OPTIONS = ("--force-exclude", "--no-cache")


def main() -> int:
    """Runs the command line; returns the exit code: 0 clean, 1 findings, 2 could not do its work."""
    try:
        code = _main(sys.argv[1:])
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read the output has left; without this, Python would complain about it once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _main(arguments: list[str]) -> int:
    found = _plain_scan(arguments)
    if found is not None and not found.sources and not found.unreadable and not _concerns(found, arguments):
        sys.stdout.write(clean_summary(found.count))
        return 0
    import gc

    gc.disable()  # a short life: collecting while LibCST's classes are made costs a tenth of its import
    from cko_lint import cli

    return cli.main(arguments, found)


def _concerns(found: Scan, arguments: list[str]) -> bool:
    """Whether a project that the files belong to has to do with Checkout.com, so that a file that does not may matter."""
    keeps = "--no-cache" not in arguments and not any(map(os.environ.get, ("CKO_LINT_CACHE_DIR", "CKO_LINT_NO_CACHE")))
    found.indexes = indexes(found.folders, lambda root: os.path.join(root, CACHE_FOLDER) if keeps else None)
    concerns = any(index.is_anchored for index in found.indexes.values())
    for index in found.indexes.values():
        index.save()
    return concerns


def clean_summary(files: int) -> str:
    """Returns the line that ends a run in which no file concerned Checkout.com."""
    return f"No findings in {files} file{'' if files == 1 else 's'} (0 with Checkout.com)\n"


def _plain_scan(arguments: list[str]) -> Scan | None:
    """Scans what a plain command names; None if the command, or the project's settings, ask for more than that."""
    command, *rest = arguments or [""]
    force_exclude = "--force-exclude" in rest
    paths = [argument for argument in rest if argument not in _PLAIN_OPTIONS]
    if command != "check" or any(path.startswith("-") for path in paths):
        return None
    try:
        if settings_file.find(settings_file.folder_of(paths)) is not None:
            return None
        return scan(paths, Excludes(), force_exclude)
    except (UsageError, OSError, ValueError):
        return None  # cli says what is wrong


if __name__ == "__main__":
    sys.exit(main())
