"""Credentials that are written out where a credential goes: what the rules about their form look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from cko_lint.facts import GIVEN, Credential, Facts, Place, Request, SdkClient


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


def silence_of_sent(request: Request, why: Callable[[str, Credential], str]) -> str:
    """Returns why nothing is reported of a request by a rule about what is written out; `why` says it of one credential."""
    return _silence((s.credential for s in request.scenarios if s.url.is_checkout), why)


def silence_of_built(client: SdkClient, why: Callable[[str, Credential], str]) -> str:
    """Returns why nothing is reported of a client, likewise."""
    return _silence((role.credential for role in client.roles), why)


def _silence(credentials: Iterable[Credential], why: Callable[[str, Credential], str]) -> str:
    written = ((c.text, c) for c in credentials if c.state == GIVEN and c.text is not None)
    reasons = dict.fromkeys(why(text.strip(), credential) for text, credential in written)
    return "; ".join(reasons) or "no hardcoded credential is known"
