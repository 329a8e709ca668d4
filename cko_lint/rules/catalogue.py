"""All rules together: what each is called by, and what those need to know who work on any rule's findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cko_lint.findings import Finding, Location
from cko_lint.rules import unused_suppression
from cko_lint.rules.report import About, RuleInfo
from cko_lint.rules.unused_suppression import Fault
from cko_lint.spelling import is_one_slip_away, nearest

_PARTS_OF_NAME = re.compile(r"[-_\s]+")
_LEAST_LETTERS = 4  # of a single word that is taken for a name


class Catalogue:
    """The rules, by their codes and names."""

    def __init__(self, rules: Sequence[RuleInfo]) -> None:
        self._rules = {called: rule for rule in rules for called in (rule.code, rule.name)}
        self.secrets = frozenset(rule.code for rule in rules if rule.about is About.SECRET)
        """The codes of the rules that `# pragma: allowlist secret` silences."""
        self.unanalysed = frozenset(rule.code for rule in rules if rule.about is About.FILE)
        """The codes of the rules that report a file which could not be analysed."""
        self.unused = unused_suppression.RULE.code
        """The code of the rule about suppression comments themselves."""

    def get(self, called: str) -> RuleInfo | None:
        """Returns the rule with a code or a name."""
        return self._rules.get(called)

    def code_of(self, called: str) -> str | None:
        """Returns the code of the rule with this code or name."""
        rule = self.get(called)
        return rule.code if rule is not None else None

    def has_prefix(self, prefix: str) -> bool:
        """Whether the code of any rule begins with a prefix."""
        return any(code.startswith(prefix) for code in self._codes())

    def codes_with(self, prefix: str) -> tuple[str, ...]:
        """Returns the codes that begin with a prefix."""
        return tuple(code for code in self._codes() if code.startswith(prefix))

    def nearest(self, called: str) -> str | None:
        """Returns the code or name that was probably meant, None if nothing is near.

        A code is near if one slip makes it the code of a single rule (`CKO41`); a name if its words are all in the name of a
        single rule (`missing-auth`), or if it is spelt alike.
        """
        return self._nearest_code(called.upper()) or self._nearest_name(called.lower())

    def useless(self, location: Location, comment: str, called: str, fault: Fault | None) -> Finding:
        """Returns the finding for a suppression comment that silences nothing."""
        if fault is not None:
            return unused_suppression.without_effect(location, comment, called, fault)
        if called not in self._rules and not self.codes_with(called):
            return unused_suppression.unknown(location, comment, called, self.nearest(called))
        return unused_suppression.unused(location, comment, called)

    def _codes(self) -> Iterator[str]:
        return (called for called, rule in self._rules.items() if called == rule.code)

    def _nearest_code(self, called: str) -> str | None:
        if called in self._rules:
            return called
        close = [code for code in self._codes() if is_one_slip_away(called, code)]
        return close[0] if len(close) == 1 else None

    def _nearest_name(self, called: str) -> str | None:
        names = [called for called, rule in self._rules.items() if called == rule.name]
        return _with_the_words(_PARTS_OF_NAME.split(called), names) or nearest(called, names)


def _with_the_words(words: list[str], names: list[str]) -> str | None:
    """Returns the only name in which all of some words, or longer ones that begin with them, are."""
    if len("".join(words)) < _LEAST_LETTERS:
        return None
    having = [name for name in names if all(any(p.startswith(w) for p in name.split("-")) for w in words)]
    return having[0] if len(having) == 1 else None
