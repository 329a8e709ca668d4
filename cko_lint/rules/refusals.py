"""Requests whose endpoint does not accept their kind of credential: the ground of the rules that say so, one a kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cko_lint.checkout import endpoints
from cko_lint.checkout.keys import OAUTH, PUBLIC, SECRET
from cko_lint.facts import Credential, Facts, Place, Request, Scenario
from cko_lint.rules import permissions
from cko_lint.rules.endpoint_names import Sent, not_sent, with_endpoints
from cko_lint.rules.report import named

_CLIENT = "client_credentials"
_KINDS = {
    SECRET: "secret keys",
    PUBLIC: "public keys",
    OAUTH: "OAuth access tokens",
    _CLIENT: "OAuth client credentials",
}
_ONE = {
    SECRET: "a secret key",
    PUBLIC: "a public key",
    OAUTH: "an OAuth access token",
    _CLIENT: "OAuth client credentials",
}


class Refusal(NamedTuple):
    """A request with the kind of credential that it sends, those that its endpoint accepts, and the endpoint's name."""

    place: Place
    credential: Credential
    kind: str
    accepted: frozenset[str]
    endpoint: str

    @property
    def message(self) -> str:
        """What is wrong with the request."""
        accepted = " and ".join(name for kind, name in _KINDS.items() if kind in self.accepted)
        source = named(self.credential) if self.kind != OAUTH else ""
        return f"{self.endpoint} accepts only {accepted}, and this request sends {_ONE[self.kind]}{source}"

    @property
    def listed(self) -> str:
        """The kinds of credential of which one is accepted."""
        return " or ".join(name for kind, name in _ONE.items() if kind in self.accepted)


def refused(facts: Facts) -> Iterator[Refusal]:
    """Yields the requests whose kind of credential is outside of what their endpoint accepts."""
    found = list(permissions.refused(facts))
    sent = with_endpoints(Sent(request, (scenario,)) for request, scenario, _, _ in found)
    for (request, scenario, kind, accepted), (_, endpoint) in zip(found, sent, strict=True):
        yield Refusal(request.place, scenario.credential, kind, accepted, endpoint)


def silence(request: Request, kind: str) -> str:
    """Returns why nothing is reported of a request by the rule about a kind of credential."""
    if not request.is_paired:
        return "several objects may send it, and it is not known which"
    sent = [scenario for scenario in request.scenarios if scenario.url.is_checkout]
    if not sent:
        return not_sent(request) or "nothing certain is known of what it sends"
    with_kind = [scenario for scenario in sent if scenario.credential.kind == kind]
    if not with_kind:
        return f"it is not known that it sends {_ONE[kind]}"
    return "; ".join(dict.fromkeys(_silence(request, scenario, kind) for scenario in with_kind))


def _silence(request: Request, scenario: Scenario, kind: str) -> str:
    accepted = endpoints.accepted(permissions.operations(request, scenario), scenario.credential.platform)
    if accepted is None:
        return "it is not known what the endpoint accepts"
    if kind in accepted:
        return f"the endpoint accepts {_KINDS[kind]}"
    if permissions.is_refused(request, scenario):
        return "another rule reports what it sends"
    return f"it is not certain that it sends {_ONE[kind]}"
