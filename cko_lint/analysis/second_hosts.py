"""Where an execution takes a credential from the hosts of one environment to those of the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cko_lint.facts import Occurrence, Scenario, Step
from cko_lint.logic.conditions import Condition, conjoin, tests_of
from cko_lint.logic.terms import Term
from cko_lint.models.exchanges import Exchange
from cko_lint.models.http.status_checks import holds_for_refused

_Found = tuple[object, str, str]


class Hosts:
    """The requests of functions, and those of all methods of an object, by which hosts they send a credential to."""

    def __init__(self) -> None:
        self._of_objects: dict[int, _Sent] = {}
        self._reported: set[frozenset[Any]] = set()

    def second(self, exchanges: list[Exchange], receiver: Any) -> Iterator[Occurrence]:
        """Yields the first of some requests that takes a credential to the other environment.

        Earlier ones of the same object count, but for what was reported of a function that calls both methods.
        """
        sent = _Sent(receiver)
        if receiver is not None:
            sent = self._of_objects.setdefault(id(receiver), sent)
        for later in exchanges:
            for earlier in sent.exchanges:
                found = _goes_both_ways(earlier, later)
                if found is not None and found[0] not in sent.known and earlier.place != later.place:
                    sent.known.add(found[0])
                    yield from self._occurrence(earlier, later, found)
            sent.exchanges.append(later)

    def _occurrence(self, earlier: Exchange, later: Exchange, found: _Found) -> Iterator[Occurrence]:
        places = frozenset({earlier.place.key, later.place.key})
        if earlier.entry_point is later.entry_point or places not in self._reported:
            self._reported.add(places)
            where = Step(f"sent to the {found[1]} host here", earlier.place)
            yield Occurrence(later.place, found[2], (where,))


class _Sent:
    """What was sent by one function or object, and the credentials that were found to go both ways."""

    def __init__(self, receiver: Any) -> None:
        self.receiver = receiver
        self.exchanges: list[Exchange] = []
        self.known: set[object] = set()


def _goes_both_ways(earlier: Exchange, later: Exchange) -> _Found | None:
    """Returns the credential that two requests send, and the environments of their hosts, if these differ for certain.

    One of them has one host only; where the other one has several, one of these is of the other environment.
    """
    if len(earlier.scenarios) != 1 and len(later.scenarios) != 1:
        return None
    for one, before in zip(earlier.scenarios, earlier.conditions, strict=True):
        for other, after in zip(later.scenarios, later.conditions, strict=True):
            found = _differ(one, other)
            if found is None or before.is_undecidable or after.is_undecidable:
                continue
            if conjoin(before, after) is not None and not _follows_from(earlier, after):
                return found
    return None


def _differ(one: Scenario, other: Scenario) -> _Found | None:
    """Returns the credential of two requests, and the environments of their hosts, if it goes to two services of both."""
    hosts = (one.url.host, other.url.host)
    if hosts[0] is None or hosts[1] is None or not (hosts[0].known and hosts[1].known):
        return None
    if not (hosts[0].environment and hosts[1].environment):
        return None
    same = one.credential.identity is not None and one.credential.identity is other.credential.identity
    if not same or hosts[0].environment == hosts[1].environment or hosts[0].role == hosts[1].role:
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
