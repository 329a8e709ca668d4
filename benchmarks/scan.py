"""What a tree of many files costs, against programs that read all of it, too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import generated
from generated import orders
from measurement import Options
from peers import Installed, Missing, from_pypi, ripgrep
from ratios import Ratio
from repository import hand_to_git
from turns import Contender, again, cold, take_turns

FILES = 40_000
HITS = (20, 200)
RULE_OF_FIXIT = "fixit.rules.no_redundant_lambda:NoRedundantLambda"
RULES_OF_RUFF = ("--isolated", "--no-cache", "--exit-zero", "--select", "S105,S106,S113")
_RG = "`rg -l -i checkout -tpy`"
_RUFF = "`ruff check --select S105,S106,S113 --no-cache`"
_FIXIT = "Fixit with one rule on these 200 files"
_ONE_MISTAKE = Counter([orders.PLANTED])


def scans(options: Options, scratch: Path, cache: Path, files: int = FILES) -> Iterator[Ratio]:
    """Yields the rows of a tree in git: first nothing in it calls Checkout.com, then 20 files do, then 200."""
    tree = scratch / "tree"
    for some in orders.tree(files):
        generated.write(some, tree)
    hand_to_git(tree)
    search = Contender(_RG, command_of(ripgrep(cache), "-l", "-i", "checkout", "-tpy"), tree)
    yield from _without_hits(options, tree, search, files)
    few, many = HITS
    _plant(few, tree)
    yield from _with_few_hits(options, tree, search, cache)
    _plant(many, tree)
    yield from _with_many_hits(options, tree, cache)


def command_of(peer: Installed | Missing, *arguments: str) -> list[str] | Missing:
    """Returns the command that runs a program with these arguments, if there is the program."""
    return peer if isinstance(peer, Missing) else [peer.path, *arguments]


def _without_hits(options: Options, tree: Path, search: Contender, files: int) -> Iterator[Ratio]:
    turns = take_turns(search, [cold("cold", options, tree, Counter(), ".")], options)
    yield turns.row(f"{files:,} files in git, none calls Checkout.com", 1.0, "cold", _RG)


def _with_few_hits(options: Options, tree: Path, search: Contender, cache: Path) -> Iterator[Ratio]:
    check = Contender(_RUFF, command_of(from_pypi("ruff", "ruff", cache), "check", *RULES_OF_RUFF, "."), tree)
    contenders = [
        cold("cold", options, tree, _ONE_MISTAKE, "."),
        again("again", options, tree, _ONE_MISTAKE, "."),
        check,
    ]
    turns = take_turns(search, contenders, options)
    yield turns.row("the same with 20 files of 200 lines that call Checkout.com", 1.8, "cold", _RG)
    yield turns.row("the same against a linter", 0.2, "cold", _RUFF)
    yield turns.row("the same again, nothing changed", 0.7, "again", _RG)


def _with_many_hits(options: Options, tree: Path, cache: Path) -> Iterator[Ratio]:
    lint = command_of(from_pypi("fixit", "fixit", cache), "--quiet", "--rules", RULE_OF_FIXIT, "lint", "payments")
    contenders = [cold("cold", options, tree, _ONE_MISTAKE, ".")]
    turns = take_turns(Contender(_FIXIT, lint, tree), contenders, options)
    yield turns.row("the same with 200 files of 200 lines that call Checkout.com", 1 / 3, "cold", _FIXIT)


def _plant(number: int, tree: Path) -> None:
    generated.write(orders.hits(number), tree)
    hand_to_git(tree)
