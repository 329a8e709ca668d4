"""`cko-lint clean`: removes what a run has kept for the next one."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from typing import TYPE_CHECKING

from cko_lint.commands.arguments import add_command, add_settings_file
from cko_lint.config import settings as config
from cko_lint.errors import UsageError

if TYPE_CHECKING:
    from cko_lint.commands.arguments import Subcommands
    from cko_lint.project.clean import Cleaned
    from cko_lint.project.started import Started


def add(commands: Subcommands) -> None:
    """Adds the subcommand."""
    parser = add_command(commands, "clean", "remove the cache of a project", "[OPTIONS] [PATH ...]")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders of the project [default: .]")
    parser.add_argument("--cache-dir", metavar="DIR", help="cache folder to remove [default: that of the settings]")
    add_settings_file(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace, started: Started | None) -> int:
    from cko_lint.project.clean import clean
    from cko_lint.project.roots import project_root

    for path in options.paths:
        if not os.path.exists(path):
            raise UsageError(f"{path} does not exist")
    settings = config.with_environment(config.load(options.paths, options.config), options.cache_dir)
    settings = replace(settings, cache=True)
    starts = [path if os.path.isdir(path) else os.path.dirname(path) for path in options.paths or [""]]
    projects = [project_root(os.path.realpath(start)) for start in starts]
    for folder in dict.fromkeys(settings.cache_folder(project) for project in projects):
        if folder is not None:
            print(_cleaned(folder, clean(folder)))
    return 0


def _cleaned(folder: str, outcome: Cleaned) -> str:
    from cko_lint.output.report import path_text, plural, printable
    from cko_lint.sources.scan import shown

    place = printable(path_text(shown(folder)))
    if not outcome.found:
        why = "is not a folder" if os.path.lexists(folder) else "does not exist"
        return f"Nothing to remove: {place} {why}"
    files = plural(outcome.files, "file")
    if outcome.folder:
        return f"Removed {place} ({files})"
    return f"Removed {files} from {place}; kept the folder because it contains other files"
