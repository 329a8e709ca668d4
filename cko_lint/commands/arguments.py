"""How arguments are read: lists, words that are one of a few, and a help page without a wall of usage."""

from __future__ import annotations

import argparse
from enum import Enum
from typing import TYPE_CHECKING, Any, NoReturn

from cko_lint.config.values import Color
from cko_lint.errors import UsageError
from cko_lint.findings import Severity
from cko_lint.spelling import did_you_mean, nearest

if TYPE_CHECKING:
    Group = argparse._ArgumentGroup
    Subcommands = argparse._SubParsersAction["Parser"]


class HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of descriptions, has room for the longest options, and lists subcommands without a heading of their own."""

    def __init__(self, prog: str, **options: Any) -> None:
        super().__init__(prog, max_help_position=28, **options)

    def _format_action(self, action: argparse.Action) -> str:
        if not isinstance(action, argparse._SubParsersAction):
            return super()._format_action(action)
        return "".join(super(HelpFormatter, self)._format_action(command) for command in action._get_subactions())


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments without repeating a key that is among them."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **{"formatter_class": HelpFormatter, "allow_abbrev": False, **options})
        self._positionals.title = "arguments"

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Returns the arguments; raises UsageError for what is no option of this command."""
        known, unknown = super().parse_known_args(args, namespace)
        if unknown:
            raise UsageError(f"{self._unexpected(unknown[0])}; `{self.prog} --help` lists all options")
        return known, unknown

    def _unexpected(self, argument: str) -> str:
        if not argument.startswith("-"):
            return f"unexpected argument {argument!r}"
        name = argument.partition("=")[0]
        return f"unknown option {name!r}{did_you_mean(nearest(name, self._option_string_actions))}"

    def error(self, message: str) -> NoReturn:
        """Ends the program."""
        from cko_lint.output.report import path_text

        super().error(path_text(message))


def add_command(
    commands: Subcommands, name: str, summary: str, usage: str, description: str = "", epilog: str = ""
) -> Parser:
    """Returns the parser of a new subcommand; its `description` is the summary if none is given."""
    return commands.add_parser(
        name,
        help=summary,
        usage=f"cko-lint {name} {usage}",
        description=description or f"{summary[0].upper()}{summary[1:]}.",
        epilog=epilog,
    )


def add_format(parser: Parser) -> None:
    """Adds `--output-format` to a command that is read by people, or as JSON."""
    parser.add_argument(
        "--output-format",
        choices=("text", "json"),
        default="text",
        metavar="FORMAT",
        help="text or json [default: text]",
    )


def add_settings_file(parser: Parser) -> None:
    """Adds `--config` to a command that needs the settings of a project only."""
    parser.add_argument(
        "--config", metavar="FILE", help="settings file to read [default: the nearest one above the paths]"
    )


def add_color(parser: Parser | Group, default: Color | None = None) -> None:
    """Adds `--color`."""
    parser.add_argument(
        "--color",
        type=OneOf(Color),
        default=default,
        metavar="WHEN",
        help="auto, always, or never [default: auto] [env: NO_COLOR, FORCE_COLOR]",
    )


def add_progress(parser: Parser | Group) -> None:
    """Adds `--no-progress` to a command that may take seconds."""
    parser.add_argument("--no-progress", action="store_true", help="show no progress bar on a terminal")


def add_jobs(parser: Parser | Group) -> None:
    """Adds `--jobs` to a command that analyses projects."""
    parser.add_argument(
        "--jobs", type=_positive, metavar="N", help="analyse up to N projects at once [default: one for each processor]"
    )


def _positive(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 on")
    return int(text)


def add_severity(group: Group, name: str, effect: str, default: Severity) -> None:
    """Adds an option for a minimum severity, and says what that does, and what it is by default."""
    group.add_argument(
        name,
        type=OneOf(Severity),
        metavar="SEVERITY",
        help=f"minimum severity that {effect}: error, warning, or note [default: {default.value}]",
    )


class Extend(argparse.Action):
    """Collects the items of an option that is given several times; the first time replaces the default."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        """Adds the items of one occurrence."""
        assert isinstance(values, tuple)
        setattr(namespace, self.dest, (*(getattr(namespace, self.dest) or ()), *values))


def items(text: str) -> tuple[str, ...]:
    """Returns the parts of a comma-separated list."""
    return tuple(item.strip() for item in text.split(",") if item.strip())


class OneOf:
    """Reads one of the words of an enumeration."""

    def __init__(self, words: type[Enum]) -> None:
        self._words = words
        self.words = [word.value for word in words]

    def __call__(self, text: str) -> object:
        """Returns what a word means; raises ArgumentTypeError for another one."""
        try:
            return self._words(text)
        except ValueError:
            hint = did_you_mean(nearest(text, self.words))
            message = f"{text!r} is not one of {', '.join(self.words)}{hint}"
            raise argparse.ArgumentTypeError(message) from None
