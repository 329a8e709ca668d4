"""What messages call a request: by the endpoints that it is sent to, such as `POST /tokens`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cko_lint.facts import Facts, Place, Request, Scenario
from cko_lint.rules.permissions import operations

_LONGEST_SEGMENT = 40
_HOLE = "{…}"


class Sent(NamedTuple):
    """A request, and those of its scenarios that something is said about."""

    request: Request
    scenarios: tuple[Scenario, ...]

    @property
    def scenario(self) -> Scenario:
        """The first of them."""
        return self.scenarios[0]


def to_checkout(request: Request) -> Sent | None:
    """Returns a request with its scenarios in which it asks Checkout.com for something; None if there are none."""
    scenarios = tuple(s for s in request.scenarios if s.url.is_checkout and not request.only_looks(s))
    return Sent(request, scenarios) if scenarios else None


def sent_to_checkout(facts: Facts) -> Iterator[Sent]:
    """Yields the requests that are sent to Checkout.com."""
    return (sent for request in facts.requests if (sent := to_checkout(request)) is not None)


def with_endpoints(found: Iterable[Sent]) -> Iterator[tuple[Sent, str]]:
    """Yields requests, each with the endpoints of all of them that are sent from its place: a wrapper has many."""
    found = list(found)
    names: dict[Place, dict[str, None]] = {}
    for request, scenarios in found:
        names.setdefault(request.place, {}).update((_name(request, scenario), None) for scenario in scenarios)
    for sent in found:
        yield sent, _listed(list(names[sent.request.place]))


def _name(request: Request, scenario: Scenario) -> str:
    url = scenario.url
    templates = {endpoint.path for endpoint in operations(request, scenario)}
    if len(templates) == 1:
        target = templates.pop()
    elif url.path:
        target = "/" + "/".join(map(_segment, url.path))
    else:
        target = host_name(scenario) + ("" if url.path == () else f"/{_HOLE}")
    return f"`{request.method} {target}`" if request.method else f"`{target}`"


def _segment(segment: str | None) -> str:
    return segment if segment is not None and len(segment) <= _LONGEST_SEGMENT else _HOLE


def host_name(scenario: Scenario) -> str:
    """Returns the host of a request to Checkout.com; a prefix that is not known is shown as a hole."""
    name = scenario.url.host.name if scenario.url.host is not None else ""
    return f"{_HOLE}{name}" if name.startswith(".") else name


def _listed(names: Sequence[str]) -> str:
    """Returns the first name with the number of the others, so that what follows is in the singular."""
    others = len(names) - 1
    return f"{names[0]} (and {others} other endpoint{'s' if others > 1 else ''})" if others else names[0]


def not_sent(request: Request) -> str | None:
    """Returns why no rule about what is sent to Checkout.com can judge a request; None if one can."""
    if to_checkout(request) is not None:
        return None
    if not request.scenarios:
        return "nothing certain is known of what it sends"
    if any(scenario.url.is_checkout for scenario in request.scenarios):
        return "it only asks whether the host answers"
    return "it is not sent to a host of the API"
