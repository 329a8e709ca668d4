"""`cko-lint rule`: explains a rule, or lists all of them."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cko_lint.commands.arguments import add_color, add_command, add_format
from cko_lint.commands.terminal import columns, has_links, is_colored
from cko_lint.config.values import Color
from cko_lint.errors import UsageError
from cko_lint.report.selection import UnknownRule

if TYPE_CHECKING:
    from cko_lint.commands.arguments import Subcommands
    from cko_lint.project.started import Started
    from cko_lint.rules import RuleInfo


def add(commands: Subcommands) -> None:
    """Adds the subcommand."""
    parser = add_command(commands, "rule", "explain a rule, or list all rules", "[OPTIONS] [RULE]")
    parser.add_argument("rule", nargs="?", metavar="RULE", help="name or code of a rule [default: list all rules]")
    parser.add_argument("--all", action="store_true", help="list all rules")
    add_format(parser)
    add_color(parser, Color.AUTO)
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace, started: Started | None) -> int:
    from cko_lint.rules import RULES

    if options.all and options.rule is not None:
        raise UsageError(f"--all lists every rule: leave out {options.rule!r}, or --all")
    rule = None if options.rule is None else _named(options.rule)
    if options.output_format == "json":
        print(json.dumps([_described(one) for one in RULES] if rule is None else _described(rule), indent=2))
    else:
        _print(
            RULES if rule is None else rule, is_colored(options.color, sys.stdout), has_links(options.color, sys.stdout)
        )
    return 0


def _named(called: str) -> RuleInfo:
    from cko_lint.rules import CATALOGUE

    rule = CATALOGUE.get(called) or CATALOGUE.get(called.upper()) or CATALOGUE.get(called.lower())
    if rule is None:
        raise UnknownRule(called, CATALOGUE.nearest(called))
    return rule


def _print(shown: RuleInfo | Sequence[RuleInfo], colored: bool, has_links: bool) -> None:
    from cko_lint.commands import rule_page

    style = replace(rule_page.COLORED if colored else rule_page.PLAIN, has_links=has_links)
    if isinstance(shown, Sequence):
        print(rule_page.render_list(shown, columns() if sys.stdout.isatty() else None, style), end="")
    else:
        print(rule_page.render(shown, columns(), style), end="")


def _described(rule: RuleInfo) -> dict[str, object]:
    from cko_lint.rules.page import Page

    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "pedantic": rule.pedantic,
        "summary": Page.of(rule.doc).summary,
        "doc": rule.doc.strip(),
    }
