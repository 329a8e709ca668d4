"""Keys of one environment that meet the other one: the ground of the two rules that say so, one a direction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cko_lint.facts import Facts, Place, Scenario, Setup, Step
from cko_lint.rules.report import step


class Meeting(NamedTuple):
    """A place where a key of one environment meets the other; `setup` where that is an SDK client."""

    place: Place
    steps: list[Step | None]
    setup: Setup | None


def meetings(facts: Facts, key: str, host: str) -> Iterator[Meeting]:
    """Yields the requests and SDK clients in which a key of one environment can meet a host of another."""
    for request in facts.requests:
        scenario = next((s for s in request.scenarios if _meets(s, key, host)), None)
        if scenario is not None:
            url = step(f"the URL is {host} here", scenario.url.place)
            credential = scenario.credential
            yield Meeting(request.place, [url, *credential.way, step(f"the key is {key} here", credential.place)], None)
    for client in facts.clients:
        setup = next((s for s in client.setups if s.key.environment == key and s.environment == host), None)
        if setup is not None:
            chosen = step("the environment is chosen here", setup.place)
            yield Meeting(
                client.place, [chosen, *setup.key.way, step(f"the key is {key} here", setup.key.place)], setup
            )


def _meets(scenario: Scenario, key: str, environment: str) -> bool:
    host = scenario.url.host
    return (
        host is not None and host.answers and host.environment == environment and scenario.credential.environment == key
    )
