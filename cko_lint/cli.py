"""The command line: finds the subcommand, and turns every error into one sentence and an exit code."""

from __future__ import annotations

import importlib
import io
import os
import sys
from collections.abc import Sequence

from cko_lint import __version__
from cko_lint.commands import endings
from cko_lint.commands.arguments import Parser
from cko_lint.commands.terminal import print_error
from cko_lint.errors import UsageError, place_of
from cko_lint.project.started import Started
from cko_lint.spelling import did_you_mean, nearest

COMMANDS = (
    "check",
    "explain",
    "inventory",
    "permissions",
    "key",
    "baseline",
    "rule",
    "config",
    "clean",
    "plugin-path",
    "server",
    "completion",
)
_STANDALONE = {"-h", "--help", "--version"}
_DESCRIPTION = """\
Find mistakes in Python code that calls Checkout.com, above all those that the
API answers with 401 Unauthorized. Sends no request and does not run your code."""
_EPILOG = """\
exit codes: 0 success, 1 findings, 2 usage or internal error

`cko-lint COMMAND --help` lists the options of a command."""


def main(arguments: Sequence[str], started: Started | None = None) -> int:
    """Runs a command line; returns its exit code.

    `started` is the scan of the files that the arguments name, if that was done already.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # names of files may be any bytes
    try:
        if not arguments:
            return _without_command()
        options = _parser(_asked_for(arguments)).parse_args(_with_hint(arguments))
        return options.run(options, started)  # type: ignore[no-any-return]
    except UsageError as error:
        return _failed(str(error))
    except OSError as error:
        if endings.is_of_output(error):
            raise
        where = error.filename or ("current folder" if isinstance(error, FileNotFoundError) else "")
        return _failed(f"{where}: {error.strerror or error}".removeprefix(": "))
    except Exception as error:  # the text of an exception may hold a key, its place cannot
        return _failed(f"internal error: {place_of(error)}; please report this as a bug")


def _without_command() -> int:
    _parser().print_help(sys.stderr)
    return 2


def _failed(message: str) -> int:
    print_error(message)
    return 2


def _asked_for(arguments: Sequence[str]) -> Sequence[str]:
    """Returns the command that is asked for, so that no other needs to be imported; all where that is not plain."""
    return arguments[:1] if arguments[0] in COMMANDS else COMMANDS


def _parser(names: Sequence[str] = COMMANDS) -> Parser:
    """Returns the parser of some commands."""
    parser = Parser(
        prog="cko-lint",
        usage="cko-lint COMMAND [OPTIONS] ...",
        description=_DESCRIPTION,
        epilog=_EPILOG,
    )
    parser.add_argument(
        "--version", action="version", version=f"cko-lint {__version__}", help="show the version and exit"
    )
    commands = parser.add_subparsers(
        prog="cko-lint", title="commands", metavar="COMMAND", required=True, dest="command"
    )
    for name in names:
        importlib.import_module(f"cko_lint.commands.{name.replace('-', '_')}").add(commands)
    parser.set_defaults(parser_of_all=_parser)
    return parser


def _with_hint(arguments: Sequence[str]) -> Sequence[str]:
    """Returns the arguments; raises UsageError if the command is missing or misspelt."""
    first = next((argument for argument in arguments if not argument.startswith("-")), None)
    listed = f"the commands are {', '.join(COMMANDS)}"
    if first in COMMANDS or (first is None and not _STANDALONE.isdisjoint(arguments)):
        return arguments
    if first is None:
        raise UsageError(f"missing command; {listed}")
    if os.path.exists(first):
        raise UsageError(f"unknown command {first!r}; did you mean 'cko-lint check {first}'?")
    raise UsageError(f"unknown command {first!r}{did_you_mean(nearest(first, COMMANDS)) or f'; {listed}'}")
