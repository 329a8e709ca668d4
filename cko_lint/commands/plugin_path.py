"""`cko-lint plugin-path`: where detect-secrets finds our detector."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from cko_lint.commands.arguments import add_command

if TYPE_CHECKING:
    from cko_lint.commands.arguments import Subcommands
    from cko_lint.project.started import Started


_DESCRIPTION = """\
Print the path of the detect-secrets plugin. To use it:
  detect-secrets scan --plugin "$(cko-lint plugin-path)\""""


def add(commands: Subcommands) -> None:
    """Adds the subcommand."""
    parser = add_command(
        commands,
        "plugin-path",
        "print the path of the detect-secrets plugin",
        "[-h]",
        description=_DESCRIPTION,
    )
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace, started: Started | None) -> int:
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    print(os.path.join(package, "detect_secrets_plugin.py"))
    return 0
