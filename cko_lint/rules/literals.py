"""Credentials that are written out where a credential goes: what the rules about their form look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cko_lint.facts import GIVEN, Credential, Facts, Place, Role, Scenario


def literals(facts: Facts) -> Iterator[tuple[Credential, Place]]:
    """Yields the credentials that are written out in a credential's place, with where they are used."""
    for client in facts.clients:
        for role in client.roles:
            if role.credential.state == GIVEN and role.credential.text is not None:
                yield role.credential, role.place
    for role in facts.configured:
        yield role.credential, role.place
    for request in facts.requests:
        for scenario in request.scenarios:
            credential = scenario.credential
            if scenario.url.is_checkout and credential.state == GIVEN and credential.text is not None:
                yield credential, request.place


def silence(holders: Iterable[Scenario | Role], otherwise: str) -> str:
    """Returns why nothing is reported of credentials by a rule about those that are written out."""
    if any(holder.credential.state == GIVEN and holder.credential.text is not None for holder in holders):
        return otherwise
    return "no hardcoded credential is known"
