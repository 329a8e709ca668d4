"""`cko-lint key`: whether a key is in the right form; it is not shown, and no request is sent."""

from __future__ import annotations

import argparse
import json
import os
import re
from typing import TYPE_CHECKING

from cko_lint.checkout.hosts import host_of
from cko_lint.checkout.keys import DEFAULT, Key, foreign_prefix, kind_of_prefix, parse_key, shorten
from cko_lint.checkout.slips import Slip, slips
from cko_lint.commands.arguments import add_command, add_format
from cko_lint.commands.terminal import standard_input
from cko_lint.errors import UsageError
from cko_lint.sources.scan import STDIN
from cko_lint.spelling import did_you_mean, nearest

if TYPE_CHECKING:
    from cko_lint.commands.arguments import Subcommands
    from cko_lint.project.started import Started

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LARGEST = 10_000
_MOST_SLIPS = 3
_DESCRIPTION = """\
Tell whether a key is in the right form. The key is read from an environment
variable, a file, or standard input, and never from the command line, where
it would stay in the shell's history. Of the key, only its prefix and its last
two characters are shown. No request is sent: whether Checkout.com accepts the
key, and what it is allowed to do, is not known here."""
_EPILOG = """\
exit codes:
  0  the form is right
  1  it is not
  2  there is no such variable or file
"""


def add(commands: Subcommands) -> None:
    """Adds the subcommand."""
    parser = add_command(
        commands, "key", "tell whether a key is in the right form", "[OPTIONS] [NAME]", _DESCRIPTION, _EPILOG
    )
    parser.add_argument(
        "name",
        nargs="?",
        metavar="NAME",
        help="environment variable, or - for standard input [default: CKO_SECRET_KEY]",
    )
    parser.add_argument("--file", metavar="FILE", help="file that holds the key and nothing else")
    add_format(parser)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace, started: Started | None) -> int:
    name, text = _read(options)
    key = parse_key(text)
    is_sure = key is not None and (key.check is True or key.platform != DEFAULT)
    found = [] if is_sure else slips(text)[:_MOST_SLIPS]
    if options.output_format == "json":
        print(json.dumps(_as_json(name, text, key, found), indent=2))
    else:
        print("\n".join(_lines(name, text, key, found)))
    return int(key is None or key.check is False)


def _read(options: argparse.Namespace) -> tuple[str, str]:
    """Returns what the key is called, and the text that should be one, without the end of its line."""
    if options.file is not None:
        if options.name is not None:
            raise UsageError("give a NAME or --file, not both")
        return options.file, _content(options.file)
    if options.name == STDIN:
        return "standard input", _without_end(standard_input().read(_LARGEST).decode("utf-8", "replace"))
    name = options.name or "CKO_SECRET_KEY"
    if not _NAME.fullmatch(name) or kind_of_prefix(name.lower()) is not None or foreign_prefix(name) is not None:
        raise UsageError(
            "NAME must be the name of an environment variable, and not a key: the shell's history keeps it"
        )
    if name not in os.environ:
        raise UsageError(f"there is no environment variable {name!r}{did_you_mean(nearest(name, os.environ))}")
    return name, os.environ[name]


def _content(path: str) -> str:
    try:
        with open(path, "rb") as file:
            return _without_end(file.read(_LARGEST).decode("utf-8", "replace"))
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from None


def _without_end(text: str) -> str:
    """A file of one line ends in a newline, which is no part of the key."""
    return text.removesuffix("\n").removesuffix("\r")


def _lines(name: str, text: str, key: Key | None, found: list[Slip]) -> list[str]:
    if not text:
        return [f"{name}: empty"]
    shown = shorten(text.strip()) if key is None else str(key)
    if key is None:
        return [f"{name}: not a key of Checkout.com ({shown})", *_explained(found)]
    lines = [f"{name}: {key.kind} key, {key.environment}, {key.platform} platform ({shown})"]
    lines.append(f"  check character   {_check(key)}")
    lines += _explained(found)
    lines.append(f"  header            Authorization: {_header(key, shown)}")
    lines.append("  host              " + host_of("api", key.environment))
    return lines


def _explained(found: list[Slip]) -> list[str]:
    return [f"  {'or' if number else 'perhaps':<17} {slip.words}{_then(slip)}" for number, slip in enumerate(found)]


def _then(slip: Slip) -> str:
    key = slip.key
    if key is None:
        return ""
    fits = "; its check character fits" if key.check else ""
    return f" (then it is a {key.kind} key, {key.environment}{fits})"


def _check(key: Key) -> str:
    if key.check is None:
        return "none in keys of this platform" if key.platform != DEFAULT else "not known for this key"
    return "fits" if key.check else "does not fit: the key was probably not copied right"


def _header(key: Key, shown: str) -> str:
    return f"Bearer {shown}" if key.platform == DEFAULT else shown


def _as_json(name: str, text: str, key: Key | None, found: list[Slip]) -> dict[str, object]:
    described: dict[str, object] = {"name": name, "is_key": key is not None, "shown": shorten(text.strip())}
    if key is not None:
        described |= {
            "kind": key.kind, "environment": key.environment, "platform": key.platform, "check": key.check,
            "header": f"Authorization: {_header(key, str(key))}", "host": host_of("api", key.environment),
        }  # fmt: skip
    return {**described, "slips": [slip.words for slip in found]}
