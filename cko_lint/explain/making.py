"""From facts to explanations: every rule is asked about each request alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from cko_lint.explain.explanation import Explanation, Verdict
from cko_lint.facts import Credential, Facts, Request, SdkCall, SdkClient, Step, Subject
from cko_lint.findings import Finding, Location, Related
from cko_lint.inventory.rows import Row
from cko_lint.rules import RULES, RuleInfo


def explanations(facts: Facts, rows: Sequence[Row]) -> tuple[Explanation, ...]:
    """Returns what is known of every request, and of every call and client of the SDK, by place."""
    by_location: dict[Location, list[Row]] = {}
    for row in rows:
        by_location.setdefault(row.location, []).append(row)
    alike: dict[object, list[Any]] = {}
    subjects: Iterable[Subject] = (*facts.requests, *facts.calls, *facts.clients)
    for subject in subjects:
        alike.setdefault((type(subject), subject.place), []).append(subject)
    found = [_explanation(subjects, facts, by_location) for subjects in alike.values()]
    return tuple(sorted(found, key=lambda explanation: (explanation.location, explanation.what)))


def _explanation(subjects: Sequence[Any], facts: Facts, rows: Mapping[Location, Sequence[Row]]) -> Explanation:
    """Returns what is known of the executions of one place."""
    kind, spot = type(subjects[0]), subjects[0].place.spot()
    steps = _distinct(step for subject in subjects for step in _steps(subject))
    return Explanation(
        _WHAT[kind](subjects[0]), spot.location, spot.statement, () if kind is SdkClient else tuple(rows.get(spot.location, ())),
        _distinct(Related(step.message, step.place.spot().location) for step in steps),
        tuple(_verdict(rule, subjects, facts) for rule in RULES if kind in rule.silences),
    )  # fmt: skip


_WHAT: dict[type, Callable[[Any], str]] = {
    Request: lambda request: f"request, sent with {request.library}",
    SdkCall: lambda call: f"`{call.name}` of the SDK",
    SdkClient: lambda client: f"client of the SDK, {client.platform} platform",
}


def _distinct(items: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(items))


def _steps(subject: Subject) -> Iterator[Step]:
    """Yields the places that URLs and credentials come by."""
    if isinstance(subject, Request):
        for scenario in subject.scenarios:
            if scenario.url.place is not None:
                yield Step("URL set here", scenario.url.place)
            yield from _way_of(scenario.credential)
    if isinstance(subject, SdkClient):
        for setup in subject.setups:
            if setup.place is not None:
                yield Step("environment set here", setup.place)
            yield from _way_of(setup.key)


def _way_of(credential: Credential) -> Iterator[Step]:
    yield from credential.way
    if credential.place is not None:
        yield Step("credential set here", credential.place)
    if credential.token is not None:
        yield Step("token requested here", credential.token.place)


def _verdict(rule: RuleInfo, subjects: Sequence[Subject], facts: Facts) -> Verdict:
    """Returns what a rule makes of the executions of one place: each is judged alone, as if there was nothing else."""
    findings: list[Finding] = []
    reasons = []
    for subject in subjects:
        found = list(rule.check(_only(subject, facts)))
        findings += found
        if not found:
            reasons.append(rule.silences[type(subject)](subject, facts))
    return Verdict(rule.code, rule.name, _distinct(findings), () if findings else _distinct(reasons))


def _only(subject: Subject, facts: Facts) -> Facts:
    """Returns facts in which there is one request, call or client."""
    only = Facts(variables=facts.variables, platform_of=facts.platform_of, sdk_versions=facts.sdk_versions)
    kept: dict[type, list[Any]] = {Request: only.requests, SdkCall: only.calls, SdkClient: only.clients}
    kept[type(subject)].append(subject)
    return only
