"""`cko-lint server`: the language server, for editors."""

from __future__ import annotations

import argparse
import signal
from typing import TYPE_CHECKING

from cko_lint.commands.arguments import add_command
from cko_lint.errors import UsageError

if TYPE_CHECKING:
    from cko_lint.commands.arguments import Subcommands
    from cko_lint.project.started import Started

_DESCRIPTION = """\
Start a language server: an editor starts it, and they talk through standard
input and output. It needs pygls: install cko-lint[lsp]."""


def add(commands: Subcommands) -> None:
    """Adds the subcommand."""
    parser = add_command(commands, "server", "start the language server, for editors", "[OPTIONS]", _DESCRIPTION)
    parser.add_argument(
        "--stdio", action="store_true", help="talk through standard input and output, which it does in any case"
    )
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace, started: Started | None) -> int:
    try:
        from cko_lint.server import server
    except ModuleNotFoundError as error:
        raise UsageError(
            f"the language server needs {error.name}, which is not installed: install cko-lint[lsp]"
        ) from None
    _end_at_once()
    server.make().start_io()
    return 0


def _end_at_once() -> None:
    """Has signals end the process as they usually do: an exception would wait for the thread that reads standard input."""
    for number in filter(None, (getattr(signal, name, None) for name in ("SIGINT", "SIGTERM", "SIGHUP"))):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
