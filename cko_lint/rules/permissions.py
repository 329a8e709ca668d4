"""What an endpoint accepts, against what a request sends: the ground of the rules about permissions."""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.checkout import endpoints
from cko_lint.checkout.endpoints import Endpoint
from cko_lint.checkout.keys import OAUTH, PUBLIC, SECRET
from cko_lint.facts import GIVEN, Facts, Request, Scenario, SdkCall

_SHARED = {"api", "files", "forward"}


def refused(facts: Facts) -> Iterator[tuple[Request, Scenario, str, frozenset[str]]]:
    """Yields the requests whose kind of credential is outside of what their endpoint accepts, with that kind and set."""
    for request in requests(facts):
        for scenario in request.scenarios:
            found = _judge(request, scenario) if scenario.url.is_checkout else None
            if found is not None:
                yield request, *found
                break


def requests(facts: Facts) -> Iterator[Request]:
    """Yields the requests of which it is known that a client with these credentials sends them."""
    return (request for request in facts.requests if request.is_paired)


def calls(facts: Facts) -> Iterator[SdkCall]:
    """Yields the calls of the SDK of which it is known that they are calls of a client with these credentials."""
    return (call for call in facts.calls if call.is_paired)


def _judge(request: Request, scenario: Scenario) -> tuple[Scenario, str, frozenset[str]] | None:
    """Returns a scenario that is refused, with the kind that is sent and those that are accepted."""
    kind = scenario.credential.kind
    if scenario.credential.text is not None and scenario.credential.key is None:
        return None  # it is no key at all, which is another rule's to say
    if scenario.url.takes_no_key and scenario.credential.scheme == "Basic":
        return None  # it stands for the client's id, which is another rule's to say
    if scenario.credential.unset or scenario.credential.state != GIVEN or kind not in (SECRET, PUBLIC, OAUTH):
        return None
    accepted = endpoints.accepted(operations(request, scenario), scenario.credential.platform)
    return (scenario, kind, accepted) if accepted is not None and kind not in accepted else None


def is_refused(request: Request, scenario: Scenario) -> bool:
    """Whether the endpoint of a request does not accept the kind of credential that it is sent with in one scenario."""
    return scenario.url.is_checkout and _judge(request, scenario) is not None


def operations(request: Request, scenario: Scenario) -> tuple[Endpoint, ...]:
    """Returns the operations that a request can be; none for a host that does not serve them."""
    host = scenario.url.host
    if host is None or not host.known:
        return ()
    found = endpoints.find(request.method, scenario.url.path)
    if host.is_added:
        return tuple(found)
    # The Go SDK sends files and forwarded requests to the API's own host.
    return tuple(e for e in found if e.host == host.role) or tuple(e for e in found if {e.host, host.role} <= _SHARED)
