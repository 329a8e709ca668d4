"""Where an execution takes a credential from the hosts of one environment to those of the other."""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.facts import (
    Occurrence,
    Step,
)
from cko_lint.logic.conditions import Condition, conjoin, tests_of
from cko_lint.logic.terms import Term
from cko_lint.models.exchanges import Exchange
from cko_lint.models.http.status_checks import holds_for_refused


def second_hosts(exchanges: list[Exchange]) -> Iterator[Occurrence]:
    """Yields the first request of an execution that takes a credential to the other environment."""
    known: set[object] = set()
    for index, later in enumerate(exchanges):
        for earlier in exchanges[:index]:
            found = _goes_both_ways(earlier, later)
            if found is not None and found[0] not in known and earlier.place != later.place:
                known.add(found[0])
                where = Step(f"sent to the {found[1]} host here", earlier.place)
                yield Occurrence(later.place, found[2], (where,))


def _goes_both_ways(earlier: Exchange, later: Exchange) -> tuple[object, str, str] | None:
    if len(earlier.scenarios) != 1 or len(later.scenarios) != 1:
        return None
    one, other = earlier.scenarios[0], later.scenarios[0]
    hosts = (one.url.host, other.url.host)
    if hosts[0] is None or hosts[1] is None or not (hosts[0].known and hosts[1].known):
        return None
    if not (hosts[0].environment and hosts[1].environment):
        return None
    same = one.credential.identity is not None and one.credential.identity is other.credential.identity
    if not same or hosts[0].environment == hosts[1].environment or hosts[0].role == hosts[1].role:
        return None
    if earlier.conditions[0].is_undecidable or later.conditions[0].is_undecidable:
        return None
    if conjoin(earlier.conditions[0], later.conditions[0]) is None or _follows_from(earlier, later.conditions[0]):
        return None
    return one.credential.identity, hosts[0].environment, hosts[1].environment


def _follows_from(earlier: Exchange, condition: Condition) -> bool:
    """Whether something happens because a request was refused: then the program finds out where a key belongs."""
    for test, _ in tests_of(condition):
        first = test.parts[0] if test.parts else None
        if isinstance(first, Term) and first.kind == "raised in" and first.parts[-1] in earlier.tries:
            return True
    tested = any(earlier.status_term in test.sources for test, _ in tests_of(condition))
    return tested and earlier.status_term is not None and holds_for_refused(condition, earlier.status_term)
