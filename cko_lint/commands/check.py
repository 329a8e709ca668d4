"""`cko-lint check`: finds mistakes in files and folders, and writes them in the format that is asked for."""

from __future__ import annotations

import argparse
import os
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from cko_lint import run
from cko_lint.commands import writing
from cko_lint.commands.arguments import add_command
from cko_lint.commands.check_options import add_options, scopes_of
from cko_lint.commands.terminal import print_error, say, standard_input
from cko_lint.config.settings import Settings
from cko_lint.errors import UsageError
from cko_lint.project.started import Started
from cko_lint.sources.scan import STDIN

if TYPE_CHECKING:
    from cko_lint.commands.arguments import Subcommands
    from cko_lint.commands.fixing import Fixed
    from cko_lint.config.scopes import Scopes

_EXIT_CODES = """\
exit codes:
  0  no findings of severity `warning` or higher (see --fail-on), or --exit-zero
     (with --fix: none are left; with --diff: there is nothing to fix)
  1  findings (with --diff: there is something to fix)
  2  usage or internal error: unknown option or setting, missing file,
     or a file on which the analysis failed
"""


def add(commands: Subcommands) -> None:
    """Adds the subcommand."""
    parser = add_command(
        commands, "check", "check files and folders", "[OPTIONS] [PATH ...]", _DESCRIPTION, epilog=_EXIT_CODES
    )
    add_options(parser)
    parser.set_defaults(run=_run)


_DESCRIPTION = """\
Check files and folders. Options override the settings file of each file: the
nearest cko-lint.toml, or pyproject.toml with a table [tool.cko-lint]."""


def _run(options: argparse.Namespace, started: Started | None) -> int:
    began = time.perf_counter()
    scopes = scopes_of(options)
    settings = scopes.run
    if options.show_settings:
        return _show_settings(scopes, options.paths)
    writing.check_targets(options, settings)
    reason = _reason(options)
    from_git = options.staged or options.since is not None
    stdin = None
    if STDIN in options.paths:
        if from_git:
            raise UsageError("--staged and --since read files from git and cannot be used with standard input (-)")
        stdin = _read_stdin(options.stdin_filename)
    started = run.start(options.paths, scopes, stdin, _from_git(options, scopes) or started)
    if options.show_files:
        return _show_files(started)
    outcome = run.analyse(started.scan, scopes, started.indexes)
    if options.diff:
        return _show_diff(_fixed(outcome, scopes, options), outcome, scopes, options)
    if options.fix:
        outcome = _with_fixes(outcome, scopes, options, stdin)
    if reason is not None:
        outcome = _with_ignores(outcome, scopes, options, reason)
    report = replace(outcome.report, with_unsafe=options.unsafe_fixes)
    # The fixed text of standard input is what goes to standard output.
    stream = sys.stderr if options.fix and stdin is not None else sys.stdout
    text = writing.write(report, options, settings, stream)
    if options.verbose:
        _say_what_was_done(settings, time.perf_counter() - began)
    for path in outcome.failed:
        print_error(f"analysis of {path} failed, so its findings are incomplete; please report this as a bug")
    code = outcome.exit_code(scopes)
    if started.printed is not None and not outcome.failed:
        started.printed.put(code, text)
    return code


def _read_stdin(name: str | None) -> tuple[str, bytes]:
    """Returns the name and the content of standard input."""
    if name is not None and os.path.isdir(name):
        raise UsageError(f"--stdin-filename must be the path of a file, and {name} is a folder")
    return name or STDIN, standard_input().read()


def _show_settings(scopes: Scopes, paths: list[str]) -> int:
    from cko_lint.commands.settings_text import settings_text

    for path in paths or ["."]:
        if not os.path.lexists(path):
            raise UsageError(f"{path} does not exist")
        print(settings_text(path, scopes.of(os.path.join(path, "_") if os.path.isdir(path) else path)))
    return 0


def _show_files(started: Started) -> int:
    from cko_lint.output.report import path_text, printable

    for path in sorted(started.scan.paths):
        print(printable(path_text(path)))
    return 0


def _from_git(options: argparse.Namespace, scopes: Scopes) -> Started | None:
    """Returns the files that git tells of, if these are asked for."""
    if not options.staged and options.since is None:
        return None
    from cko_lint.sources import git

    found = git.scan(
        options.paths, scopes.excludes, scopes.run.force_exclude, options.staged, options.since, scopes.prepare
    )
    return Started(found, run.indexes_of(scopes))


def _reason(options: argparse.Namespace) -> str | None:
    """Returns the reason that `--add-ignores` gives, if it is used; raises UsageError before anything is written."""
    if options.add_ignores is None:
        return None
    from cko_lint.commands.add_ignores import checked

    if options.staged or options.diff or STDIN in options.paths:
        raise UsageError("--add-ignores changes files, and cannot be used with --staged, --diff or standard input (-)")
    return checked(options.add_ignores)


def _with_ignores(outcome: run.Run, scopes: Scopes, options: argparse.Namespace, reason: str) -> run.Run:
    """Writes suppression comments for what was found; returns what is left."""
    from cko_lint.commands.add_ignores import add_ignores

    if not add_ignores([f for f in outcome.report.findings if not scopes.refuses(f)], reason):
        return outcome
    return run.run(options.paths, scopes, None, _from_git(options, scopes))


def _fixed(outcome: run.Run, scopes: Scopes, options: argparse.Namespace) -> Fixed:
    """Fixes what was found, and writes nothing."""
    from cko_lint.commands import fixing

    return fixing.fixed(outcome, lambda scan: run.analyse(scan, scopes), options.unsafe_fixes)


def _with_fixes(
    outcome: run.Run, scopes: Scopes, options: argparse.Namespace, stdin: tuple[str, bytes] | None
) -> run.Run:
    """Writes fixes; returns what is left."""
    fixed = _fixed(outcome, scopes, options)
    count = fixed.write(stdin)
    if not count:
        return outcome
    outcome = run.run(options.paths, scopes, fixed.stdin(stdin), _from_git(options, scopes))
    return replace(outcome, report=replace(outcome.report, fixed=count))


def _show_diff(fixed: Fixed, outcome: run.Run, scopes: Scopes, options: argparse.Namespace) -> int:
    """Prints what would be fixed; returns 1 if that is anything, as other tools with `--diff` do."""
    writing.put(fixed.diff(), options, sys.stdout)
    if not options.quiet:
        say(fixed.said())
    return 2 if outcome.failed else int(bool(fixed.outcome.contents) and not scopes.run.exit_zero)


def _say_what_was_done(settings: Settings, seconds: float) -> None:
    from cko_lint.output.report import path_text, printable

    where = f"settings in {printable(path_text(settings.root))}" if settings.root else "no settings file"
    say(f"cko-lint: {where}; {seconds:.2f} s")
