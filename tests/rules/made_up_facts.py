"""Facts that no program was needed for: requests, their URLs and credentials, at places that have only a path and a line."""

from __future__ import annotations

from typing import Any

from cko_lint.checkout.hosts import find_host
from cko_lint.facts import GIVEN, Credential, Facts, Place, Request, Scenario, Spot, Url
from cko_lint.findings import Location, Position


def place(path: str = "pay.py", line: int = 1) -> Place:
    """A place on one line."""
    at = Position(line, 1)
    spot = Spot(Location(path, at, at), (line, line), "")
    return Place((path, line), lambda: spot)


def url(text: str) -> Url:
    """A URL as its host and its path; `*` stands for a segment that is not known, `?` for a path that is not."""
    scheme, _, rest = text.partition("://")
    name, _, path = rest.partition("/")
    segments = None if path == "?" else tuple(None if s == "*" else s for s in path.split("/") if s)
    return Url(scheme, find_host(name), segments)


def scenario(target: str, **credential: Any) -> Scenario:
    """A request to a URL with a credential, of which some things are known."""
    return Scenario(url(target), Credential(GIVEN)._replace(**credential))


def request(method: str | None, *scenarios: Scenario, line: int = 1) -> Request:
    """A request that one execution sends in one of some scenarios."""
    return Request(place(line=line), True, method, scenarios, "checked")


def facts(*requests: Request) -> Facts:
    """A program that sends some requests."""
    return Facts(requests=list(requests))
