"""The options of the commands that read a project as `check` does, and answer another question: which files, which settings."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from cko_lint import run
from cko_lint.commands.arguments import Extend, Parser, add_jobs, add_progress, add_settings_file, items
from cko_lint.commands.terminal import print_error
from cko_lint.config import settings as config
from cko_lint.config.scopes import Scopes
from cko_lint.config.settings import Settings
from cko_lint.errors import UsageError
from cko_lint.sources.excludes import refuse_pattern

if TYPE_CHECKING:
    from cko_lint.project.started import Started

EXIT_CODES = """\
  2  usage or internal error: unknown option or setting, missing file,
     or a file on which the analysis failed
"""


def add_options(parser: Parser) -> None:
    """Adds the paths, and the options that say which files are read, and how."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders to read [default: .]")
    add_reading(parser)


def add_reading(parser: Parser) -> None:
    """Adds the options that say which files are read, and how."""
    parser.add_argument("--output-file", metavar="FILE", help="file to write to [default: standard output]")
    parser.add_argument(
        "--extend-exclude",
        metavar="PATTERNS",
        type=items,
        action=Extend,
        default=(),
        help="files and folders to leave out, comma-separated, in addition to those of the settings",
    )
    add_settings_file(parser)
    parser.add_argument("--isolated", action="store_true", help="read no settings file")
    add_jobs(parser)
    add_progress(parser)
    parser.add_argument("--no-cache", action="store_true", help="do not read or write the cache")


def scopes_of(options: argparse.Namespace) -> Scopes:
    """Returns the settings of each file; the command line is over its settings file."""
    if options.isolated and options.config:
        raise UsageError("--isolated and --config FILE cannot be used together")
    _refuse_patterns(options.extend_exclude)
    overlay = partial(_overlaid, options)
    if options.isolated or options.config:
        settings = Settings() if options.isolated else config.load(file=options.config, rules=run.catalogue)
        scopes = Scopes(settings, run.catalogue, overlay)
    else:
        scopes = Scopes.nearest_to(options.paths, run.catalogue, overlay)
    scopes.jobs = options.jobs
    return scopes


def _overlaid(options: argparse.Namespace, settings: Settings) -> Settings:
    settings = config.with_environment(settings)
    return replace(
        settings,
        extend_exclude=settings.extend_exclude + options.extend_exclude,
        cache=settings.cache and not options.no_cache,
    )


def _refuse_patterns(patterns: Iterable[str]) -> None:
    try:
        for pattern in patterns:
            refuse_pattern(pattern)
    except UsageError as error:
        raise UsageError(f"--extend-exclude: {error}") from None


def inventory(options: argparse.Namespace, started: Started | None) -> run.Inventory:
    """Returns the requests in the files that the options name, and says which of these could not be analysed."""
    scopes = scopes_of(options)
    found = run.inventory(run.start(options.paths or ["."], scopes, started=started), scopes)
    for path in found.failed:
        print_error(f"analysis of {path} failed, so its requests are incomplete; please report this as a bug")
    return found
