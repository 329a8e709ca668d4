"""What an endpoint accepts, against what a request sends: the ground of the rules about permissions."""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout import endpoints
from cko_lint.checkout.endpoints import Endpoint
from cko_lint.checkout.keys import PUBLIC, SECRET
from cko_lint.facts import GIVEN, Facts, Request, Scenario

OAUTH = "oauth"


def refused(facts: Facts) -> Iterator[tuple[Request, Scenario, str, frozenset[str]]]:
    """Yields the requests whose kind of credential is outside of what their endpoint accepts, with that kind and set."""
    for request in facts.requests:
        for scenario in request.scenarios:
            kind = scenario.credential.kind
            if scenario.credential.state != GIVEN or kind not in (SECRET, PUBLIC, OAUTH):
                continue
            accepted = endpoints.accepted(operations(request, scenario), scenario.credential.platform)
            if accepted is not None and kind not in accepted:
                yield request, scenario, kind, accepted
                break


def operations(request: Request, scenario: Scenario) -> tuple[Endpoint, ...]:
    """Returns the operations that a request can be; none for a host that does not serve them."""
    host = scenario.url.host
    if host is None or not host.known:
        return ()
    found = endpoints.find(request.method, scenario.url.path)
    return tuple(e for e in found if e.host == host.role or {e.host, host.role} <= {"api", "files", "forward"})
