"""`cko-lint baseline`: accepts the findings that there are, so that only new ones fail."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from cko_lint.commands.arguments import add_command, add_jobs, add_progress, add_settings_file
from cko_lint.errors import UsageError
from cko_lint.sources.kinds import BASELINE

if TYPE_CHECKING:
    from cko_lint.commands.arguments import Subcommands
    from cko_lint.project.started import Started

_DESCRIPTION = f"""\
Accept the present findings: write them to {BASELINE}, so that
`cko-lint check` reports only new ones. The file is the nearest one above the
paths, or else a new one beside the settings file or in the project's root.
It identifies a finding without line numbers, and contains no keys."""
_EXIT_CODES = """\
exit codes:
  0  the baseline is written; with --check: it has no stale entries
  1  with --check: it has stale entries
  2  usage or internal error: malformed baseline, file that cannot be written
"""


def add(commands: Subcommands) -> None:
    """Adds the subcommand."""
    parser = add_command(
        commands, "baseline", "accept the present findings", "[OPTIONS] [PATH ...]", _DESCRIPTION, epilog=_EXIT_CODES
    )
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files or folders whose entries to renew [default: all]"
    )
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--check", action="store_true", help="write nothing; fail if findings in the baseline are fixed")
    mode.add_argument("--update", action="store_true", help="remove what is fixed; add nothing")
    parser.add_argument("--add", action="store_true", help="with --update: also add new findings")
    add_settings_file(parser)
    add_jobs(parser)
    add_progress(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace, started: Started | None) -> int:
    if options.add and not options.update:
        raise UsageError("--add needs --update; without either, `cko-lint baseline` accepts all findings")
    for path in options.paths:
        if not os.path.exists(path):
            raise UsageError(f"{path} does not exist")
    from cko_lint.commands.baseline_renewal import renew

    return renew(options)
