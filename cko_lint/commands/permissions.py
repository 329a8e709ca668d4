"""`cko-lint permissions`: the least that each credential of a project has to be allowed."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cko_lint.commands import reading, writing
from cko_lint.commands.arguments import add_command, add_format
from cko_lint.inventory import committed
from cko_lint.inventory.permissions import permissions_of
from cko_lint.output.report import path_text, plural, printable, prose

if TYPE_CHECKING:
    from cko_lint.commands.arguments import Subcommands
    from cko_lint.inventory.permissions import Permissions
    from cko_lint.project.started import Started

_DESCRIPTION = """\
Tell the least that each credential of the project has to be allowed: the
scopes that an OAuth client must ask for, beside those that it asks for, and
the scopes to tick in the Dashboard for a key. Endpoints whose scopes are not
published are listed as such. No request is sent, and no code is run."""
_EPILOG = f"""\
exit codes:
  0  told; with --check: the program needs nothing that the list does not have
  1  with --check: it needs more
{reading.EXIT_CODES.rstrip()},
     or a malformed list
"""


def add(commands: Subcommands) -> None:
    """Adds the subcommand."""
    parser = add_command(
        commands, "permissions", "tell what each key must be allowed", "[OPTIONS] [PATH ...]", _DESCRIPTION, _EPILOG
    )
    reading.add_options(parser)
    add_format(parser)
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--write", metavar="FILE", help="write the list of permissions, to be committed")
    mode.add_argument("--check", metavar="FILE", help="fail if the program needs more than this list has")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace, started: Started | None) -> int:
    known = committed.read(options.check) if options.check is not None else None
    inventory = reading.inventory(options, started)
    found = permissions_of(inventory.rows)
    if inventory.failed:
        return 2
    if known is not None:
        return _check(known, found, options)
    if options.write is not None:
        return _write(found, options.write)
    text = importlib.import_module(f"cko_lint.output.permissions.{options.output_format}").render(
        found, inventory.files
    )
    writing.put(text, options, sys.stdout)
    return 0


def _write(found: Sequence[Permissions], path: str) -> int:
    entries = committed.entries_of(found)
    writing.write_file(path, committed.text_of(entries), "--write")
    print(
        f"Wrote the permissions of {plural(len(entries), 'credential')} to {printable(path_text(os.path.relpath(path)))}"
    )
    return 0


def _check(known: committed.List, found: Sequence[Permissions], options: argparse.Namespace) -> int:
    added, unused = list(committed.additions(known, found)), list(committed.stale(known, found))
    lines = [*added, *(f"note: {text}" for text in unused)]
    if added or unused:
        lines.append(f"`cko-lint permissions --write {options.check}` renews the list")
    else:
        lines.append("The list has what the program needs, and no more")
    writing.put("".join(f"{prose(line)}\n" for line in lines), options, sys.stdout)
    return int(bool(added))
