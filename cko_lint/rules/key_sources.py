"""Where a project has its keys from: what a fix reads one from that has to be added."""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout.keys import SECRET
from cko_lint.facts import GIVEN, Credential, Facts, KeyLiteral
from cko_lint.findings import Change, Remedy
from cko_lint.rules.report import remedy

_MOST = 5


def used(facts: Facts, kind: str, environment: str) -> Credential | None:
    """Returns a key that the project sends in other requests, or gives to the SDK, and that is not written out.

    One of the environment is preferred; one of the other is none.
    """
    found = [c for c in _given(facts) if c.kind == kind or (c.kind is None and kind == SECRET)]
    fitting = [c for c in found if c.environment in (environment, None)]
    return min(fitting, key=lambda c: (c.environment is None, c.kind is None), default=None)


def _given(facts: Facts) -> Iterator[Credential]:
    given = [scenario.credential for request in facts.requests for scenario in request.scenarios]
    given += [role.credential for client in facts.clients for role in client.roles]
    for credential in given:
        is_whole = credential.state == GIVEN and credential.fault is None and credential.text is None
        if is_whole and credential.token is None and (credential.source or credential.way):
            yield credential


def read_instead(literal: KeyLiteral, facts: Facts) -> Remedy | None:
    """Returns the change that reads a key from an environment variable, which somebody has to set, instead of writing it."""
    if literal.where not in ("source", "pieces"):
        return None
    kind = literal.key.kind
    environments = {other.key.environment for other in facts.keys if other.key.kind == kind}
    words = (kind, literal.key.environment, "apart" if len(environments) > 1 else "", *variables(facts, kind))
    return remedy(Change.READ_VARIABLE, [literal.place], words, safe=False)


def variables(facts: Facts, kind: str) -> tuple[str, ...]:
    """Returns the names of environment variables that the project reads keys of a kind from."""
    return facts.variables[:_MOST] if kind == SECRET else ()
