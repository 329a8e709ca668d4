"""`cko-lint inventory`: every request to Checkout.com that a project can send, and what is known of it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from cko_lint.commands import reading, writing
from cko_lint.commands.arguments import add_command
from cko_lint.inventory.grouping import By, grouped
from cko_lint.output.inventory import formats

if TYPE_CHECKING:
    from cko_lint.commands.arguments import Subcommands
    from cko_lint.project.started import Started

_DESCRIPTION = """\
List every request to Checkout.com that the project can send: endpoint, host
and environment, library, credential (never its value), the scopes that it
needs, who checks its status, and from where it is sent. Requests that could
not be followed are listed as unknown. No request is sent, no code is run."""
_EPILOG = f"""\
exit codes:
  0  the inventory is written
{reading.EXIT_CODES}"""


def add(commands: Subcommands) -> None:
    """Adds the subcommand."""
    parser = add_command(
        commands, "inventory", "list the requests to Checkout.com", "[OPTIONS] [PATH ...]", _DESCRIPTION, _EPILOG
    )
    reading.add_options(parser)
    parser.add_argument(
        "--output-format",
        choices=formats.FORMATS,
        default="text",
        metavar="FORMAT",
        help="text, json, csv, markdown, or html [default: text]",
    )
    parser.add_argument(
        "--group-by",
        choices=[by.value for by in By],
        default=By.ENDPOINT.value,
        metavar="WHAT",
        help="endpoint, file, or credential [default: endpoint]",
    )
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace, started: Started | None) -> int:
    found = reading.inventory(options, started)
    text = formats.render(grouped(found.rows, By(options.group_by), found.files), options.output_format)
    writing.put(text, options, sys.stdout)
    return 2 if found.failed else 0
