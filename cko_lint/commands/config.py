"""`cko-lint config`: lists the settings, or prints their JSON schema."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from cko_lint.commands.arguments import add_command
from cko_lint.config.catalogue import SETTINGS, Setting, unknown_setting
from cko_lint.errors import UsageError

if TYPE_CHECKING:
    from cko_lint.commands.arguments import Subcommands
    from cko_lint.project.started import Started


def add(commands: Subcommands) -> None:
    """Adds the subcommand."""
    parser = add_command(commands, "config", "explain a setting, or list all settings", "[OPTIONS] [SETTING]")
    parser.add_argument("setting", nargs="?", metavar="SETTING", help="name of a setting [default: list all settings]")
    parser.add_argument("--schema", action="store_true", help="print the JSON schema of a settings file")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace, started: Started | None) -> int:
    if options.schema:
        from cko_lint.config.schema import schema

        print(json.dumps(schema(), indent=2))
        return 0
    if options.setting is not None and options.setting not in SETTINGS:
        raise UsageError(unknown_setting(options.setting, SETTINGS))
    named = SETTINGS.values() if options.setting is None else [SETTINGS[options.setting]]
    sys.stdout.write("\n".join(map(_explained, named)))
    return 0


def _explained(setting: Setting) -> str:
    return (
        f"{setting.name}\n"
        f"  {setting.summary[0].upper()}{setting.summary[1:]}.\n"
        f"  Type: {setting.kind.words}\n"
        f"  Default: {setting.default or 'not set'}\n"
        f"  Example: {setting.name} = {setting.example}\n"
    )
