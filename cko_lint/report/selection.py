"""How settings and options select rules: by code, by prefix of codes, by name, or all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from cko_lint.errors import UsageError
from cko_lint.spelling import did_you_mean

ALL = "ALL"
CODE_PREFIX = "CKO"


class Rules(Protocol):
    """What a selection needs to know of the rules."""

    def code_of(self, called: str) -> str | None:
        """Returns the code of the rule with this code or name."""

    def has_prefix(self, prefix: str) -> bool:
        """Whether the code of any rule begins with a prefix."""

    def nearest(self, called: str) -> str | None:
        """Returns the code or name that was probably meant."""


class UnknownRule(UsageError):
    """No rule has this name or code."""

    def __init__(self, called: str, nearest: str | None) -> None:
        hint = did_you_mean(nearest) or "; `cko-lint rule` lists all rules"
        super().__init__(f"there is no rule {called!r}{hint}")
        self.called = called


def codes_of(called: Iterable[str], rules: Rules) -> tuple[str, ...]:
    """Returns codes, or prefixes of codes, for all that selects rules; names become codes.

    Raises UnknownRule for what fits no rule.
    """
    return tuple(_code_of(one, rules) for one in called)


def _code_of(called: str, rules: Rules) -> str:
    if called == ALL:
        return ALL
    code = rules.code_of(called)
    if code is not None:
        return code
    if called.startswith(CODE_PREFIX) and rules.has_prefix(called):
        return called
    raise UnknownRule(called, rules.nearest(called))


def longest_fit(code: str, prefixes: Iterable[str]) -> int | None:
    """Returns the length of the longest prefix that fits a code, 0 for `ALL`; None if none fits."""
    return max((0 if prefix == ALL else len(prefix) for prefix in prefixes if _fits(code, prefix)), default=None)


def covers(prefixes: Iterable[str], code: str) -> bool:
    """Whether one of some codes, or prefixes of codes, fits a rule's code."""
    return any(_fits(code, prefix) for prefix in prefixes)


def _fits(code: str, prefix: str) -> bool:
    return prefix == ALL or code.startswith(prefix)
