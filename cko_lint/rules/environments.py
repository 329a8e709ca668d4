"""Keys of one environment that meet the other one: the ground of the two rules that say so, one a direction."""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.facts import Facts, Request, Scenario, SdkClient, Setup, Step
from cko_lint.findings import Finding
from cko_lint.rules.endpoint_names import Sent, host_name, not_sent, with_endpoints
from cko_lint.rules.report import Rule, named, step


def sent(rule: Rule, facts: Facts, key: str, environment: str) -> Iterator[Finding]:
    """Yields the requests that can send a key of one environment to a host of another."""
    for (request, (scenario,)), endpoint in with_endpoints(_meeting(facts, key, environment)):
        url, credential = scenario.url, scenario.credential
        yield rule.at(
            request.place,
            f"{endpoint} sends a {key} key{named(credential)} to the {environment} host `{host_name(scenario)}`",
            "select key and base URL with the same environment switch",
            [
                step(f"{environment} URL set here", url.place),
                *credential.way,
                step(f"{key} key set here", credential.place),
            ],
        )


def built(facts: Facts, key: str, environment: str) -> Iterator[tuple[SdkClient, Setup, list[Step | None]]]:
    """Yields the SDK clients that can have a key of one environment and use another, with how, and why."""
    for client in facts.clients:
        setup = next((s for s in client.setups if s.key.environment == key and s.environment == environment), None)
        if setup is not None:
            chosen = step("environment set here", setup.place)
            yield client, setup, [chosen, *setup.key.way, step(f"{key} key set here", setup.key.place)]


def _meeting(facts: Facts, key: str, environment: str) -> Iterator[Sent]:
    for request in facts.requests:
        scenario = next((s for s in request.scenarios if _meets(s, key, environment)), None)
        if scenario is not None:
            yield Sent(request, (scenario,))


def _meets(scenario: Scenario, key: str, environment: str) -> bool:
    host = scenario.url.host
    return (
        host is not None and host.answers and host.environment == environment and scenario.credential.environment == key
    )


def silence_of_sent(request: Request, key: str) -> str:
    """Returns why nothing is reported of a request by a rule about keys of an environment."""
    if (why := not_sent(request)) is not None:
        return why
    hosts = {s.url.host.environment for s in request.scenarios if s.credential.environment == key and s.url.host}
    if not hosts:
        return _NO_KEY.format(key)
    if hosts == {key}:
        return f"its {key} key is sent only to {key} hosts"
    return "the environment of its host is not known"


def silence_of_built(client: SdkClient, key: str) -> str:
    """Returns why nothing is reported of a client by a rule about keys of an environment."""
    environments = {setup.environment for setup in client.setups if setup.key.environment == key}
    if not environments:
        return _NO_KEY.format(key)
    if environments == {key}:
        return f"its {key} key is used only in its own environment"
    return "its environment is not known"


_NO_KEY = "it is not known to have a {} key"
