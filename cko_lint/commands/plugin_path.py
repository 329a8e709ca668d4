"""`cko-lint plugin-path`: where detect-secrets finds our detector."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from cko_lint.commands.arguments import add_command
from cko_lint.errors import UsageError

if TYPE_CHECKING:
    from cko_lint.commands.arguments import Subcommands
    from cko_lint.project.started import Started


_SHIM = "detect_secrets_checkout.py"
_IMPORT = "from cko_lint.detect_secrets_plugin import CheckoutComKeyDetector"
_CONTENT = f'''\
"""Finds keys of Checkout.com: a plugin for detect-secrets, which comes with cko-lint."""

{_IMPORT}

__all__ = ["CheckoutComKeyDetector"]
'''
_DESCRIPTION = """\
Print the path of the detect-secrets plugin. To use it:
  detect-secrets scan --plugin "$(cko-lint plugin-path)"
For a baseline that is committed, use a file of your repository instead:
  detect-secrets scan --plugin "$(cko-lint plugin-path --shim)\""""


def add(commands: Subcommands) -> None:
    """Adds the subcommand."""
    parser = add_command(
        commands,
        "plugin-path",
        "print the path of the detect-secrets plugin",
        "[--shim [FILE]]",
        description=_DESCRIPTION,
    )
    parser.add_argument(
        "--shim",
        nargs="?",
        const=_SHIM,
        metavar="FILE",
        help="write a file that imports the plugin, unless it is there already, and print its path instead; "
        f"FILE is {_SHIM} if left out [default: write none]",
    )
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace, started: Started | None) -> int:
    if options.shim is not None:
        _write_shim(options.shim)
        print(options.shim)
        return 0
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    print(os.path.join(package, "detect_secrets_plugin.py"))
    return 0


def _write_shim(path: str) -> None:
    """Writes the shim, if it is not there already. Raises UsageError if something else is."""
    if os.path.isdir(path):
        raise UsageError(f"{path} is a folder: name a file in it, such as {os.path.join(path, _SHIM)}")
    if not path.endswith(".py"):
        raise UsageError(f"detect-secrets imports the shim, so its name must end with .py: {path}.py")
    try:
        with open(path, "x", encoding="utf-8") as file:
            file.write(_CONTENT)
    except FileExistsError:
        if not _is_shim(path):
            raise UsageError(
                f"{path} is another file, and is not overwritten: name a new one, as in --shim FILE"
            ) from None


def _is_shim(path: str) -> bool:
    """Whether a file imports the plugin; the rest of it may be the project's, such as a licence."""
    if not os.path.isfile(path):
        return False
    with open(path, encoding="utf-8", errors="replace") as file:
        return any(line.rstrip() == _IMPORT for line in file)
