"""From facts to rows: what was seen of one request, from wherever it was reached, is one row for each of its endpoints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cko_lint.checkout.redaction import redact_keys
from cko_lint.facts import (
    CHECKED,
    EMPTY,
    GUARDED,
    HANDLER,
    NOT_ANALYSED,
    PASSED_ON,
    Calls,
    Check,
    Facts,
    Place,
    Reach,
    Request,
    Scenario,
    Unfollowed,
)
from cko_lint.findings import Location
from cko_lint.inventory import kinds, rows, sdk_calls, sources
from cko_lint.inventory.endpoints import Target, target_of
from cko_lint.inventory.rows import Row, Way
from cko_lint.inventory.wording import CONFIGURED, words
from cko_lint.logic.conditions import parts_of
from cko_lint.logic.terms import Equals

CHECKED_STATUS, UNCHECKED_STATUS, IGNORED_STATUS = "checked", "never checked", "failure ignored"
_HANDLED = "an error handler of the application"


@dataclass(frozen=True, slots=True)
class _Seen:
    """One request as it was seen in one execution: where it goes, and how it can be sent."""

    place: Place
    target: Target
    library: str
    ways: tuple[Way, ...]
    outcome: str
    checks: tuple[Check, ...]
    reach: Reach | None
    call: str = ""
    escaped: str | None = None
    swallowed: Place | None = None
    """The handler that ignores its failure."""

    @property
    def handlers(self) -> tuple[Check, ...]:
        """What learns of its failure."""
        return self.checks if self.swallowed is None else (*self.checks, Check(HANDLER, self.swallowed))


def rows_of(facts: Facts, unresolved: Iterable[tuple[Place, str]]) -> tuple[Row, ...]:
    """Returns the rows of a project, sorted."""
    reasons = dict(unresolved)
    by_place: dict[Place, list[_Seen]] = {}
    for seen in (*_requests(facts), *_calls(facts)):
        by_place.setdefault(seen.place, []).append(seen)
    made: list[Row] = []
    for place, several in by_place.items():
        made += _at(place, several, reasons.get(place, ""))
    unfollowed: dict[Place, list[Unfollowed]] = {}
    for one in facts.unfollowed:
        unfollowed.setdefault(one.place, []).append(one)
    made += [
        _unknown(place, reason, unfollowed.get(place, [])) for place, reason in reasons.items() if place not in by_place
    ]
    return _with_kinds(sorted(_once(made), key=lambda row: row.sort_key))


def _with_kinds(made: list[Row]) -> tuple[Row, ...]:
    """Returns rows in which a key has the kind that it certainly has in others, if it comes from the same place."""
    given = [way.credential for row in made for way in row.ways]
    known: dict[str, set[str]] = {}
    for credential in given:
        if credential.source and credential.kind != kinds.KEY:
            known.setdefault(credential.source, set()).add(credential.kind)
    sure = {source: found.copy().pop() for source, found in known.items() if len(found) == 1}
    return tuple(replace(row, ways=tuple(_with_kind(way, sure) for way in row.ways)) for row in made)


def _with_kind(way: Way, sure: dict[str, str]) -> Way:
    kind = sure.get(way.credential.source) if way.credential.kind == kinds.KEY else None
    return replace(way, credential=replace(way.credential, kind=kind)) if kind else way


def _once(made: Iterable[Row]) -> Iterable[Row]:
    """Returns rows, each of them once: a function that was started on several objects has sent some of them twice."""
    return {(row.sort_key): row for row in made}.values()


def _unknown(place: Place, reason: str, several: list[Unfollowed]) -> Row:
    reaches = [one.reach for one in several]
    library = several[0].library if several else ""
    senders = _senders(place, reaches)
    return Row(place.spot().location, "", "", library, _function(reaches), senders=senders, unknown=reason)


def _function(reaches: list[Reach]) -> str:
    return redact_keys(reaches[0].function) if reaches else ""


# ------------------------------------------------------------------ what was seen


def _requests(facts: Facts) -> Iterator[_Seen]:
    clients = _clients(facts)
    for request in facts.requests:
        by_target: dict[Target, list[Scenario]] = {}
        for scenario in _scenarios(request):
            if scenario.url.host is not None:
                by_target.setdefault(target_of(request, scenario), []).append(scenario)
        for target, scenarios in by_target.items():
            ways = tuple(_way(request, scenario, clients) for scenario in scenarios)
            yield _Seen(
                request.place, target, request.library, ways, request.outcome, request.checks, request.reach,
                escaped=request.escaped, swallowed=request.swallowed,
            )  # fmt: skip


def _scenarios(request: Request) -> Iterable[Scenario]:
    """Returns the scenarios of a request, without those in which its variable is not set, if there are others."""
    found = request.scenarios or request.uncertain
    if any(scenario.credential.token is not None for scenario in found):
        found = tuple(s for s in found if s.credential.token is not None or not _is_from_earlier(s))
    return [s for s in found if not (s.credential.unset and s.credential.state == EMPTY)] or found


def _is_from_earlier(scenario: Scenario) -> bool:
    """Whether a credential is what an object holds from an earlier call: where tokens are kept, one of those, or none yet."""
    if scenario.credential.state == EMPTY:
        return True
    literals = parts_of(scenario.condition)[0] if scenario.condition is not None else ()
    return any(isinstance(test, Equals) and getattr(test.parts[0], "kind", "") == "state" for test, _ in literals)


def _clients(facts: Facts) -> dict[Place, Request]:
    """Returns the requests for a token that send a client's credentials, by their places."""
    return {request.place: request for request in facts.requests if request.client}


def _way(request: Request, scenario: Scenario, clients: dict[Place, Request]) -> Way:
    credential, host = scenario.credential, scenario.url.host
    assert host is not None
    if scenario.url.takes_no_key and request.client:
        described = sources.of_client(request.client, None)
    elif credential.token is not None:
        asking = clients.get(credential.token.place)
        described = sources.of_client(asking.client if asking else (), credential.token.scopes, kinds.TOKEN)
    else:
        described = sources.described(credential)
    name = f"{{…}}{host.name}" if host.name.startswith(".") else redact_keys(host.name)
    return Way(host.environment, name, described, words(scenario.condition), host.answers)


def _calls(facts: Facts) -> Iterator[_Seen]:
    for call in facts.calls:
        for target in sdk_calls.targets(call):
            ways = tuple(sdk_calls.ways(call, target))
            yield _Seen(
                call.place, target, _LIBRARY, ways, call.outcome, call.checks, call.reach, call.name,
                swallowed=call.swallowed,
            )  # fmt: skip


_LIBRARY = "checkout-sdk"


# ------------------------------------------------------------------ what it makes


def _at(place: Place, several: list[_Seen], reason: str) -> Iterator[Row]:
    """Yields the rows of one place: one for each of its endpoints."""
    by_target: dict[tuple[str, str, str], list[_Seen]] = {}
    for seen in several:
        by_target.setdefault((seen.target.method, seen.target.endpoint, seen.call), []).append(seen)
    direct = {key for key, group in by_target.items() if any(not _is_called(seen) for seen in group)}
    for key, group in by_target.items():
        if key not in direct and direct and not (key[0] and key[1]):
            continue  # a wrapper on its own, of which it is not known what it is called with; its callers say that
        yield _row(place, [seen for seen in group if not _is_called(seen)] or group, reason)


def _is_called(seen: _Seen) -> bool:
    return seen.reach is not None and seen.reach.is_called


def _row(place: Place, several: list[_Seen], reason: str) -> Row:
    target = several[0].target
    checks = {check.place: check for seen in several for check in seen.handlers}
    if any(check.how != PASSED_ON for check in checks.values()):
        checks = {at: check for at, check in checks.items() if check.how != PASSED_ON}
    ways = _distinct(way for seen in several for way in seen.ways)
    reaches = [seen.reach for seen in several if seen.reach is not None]
    return Row(
        place.spot().location, target.method, target.endpoint, several[0].library,
        _function(reaches), several[0].call, target.accepts,
        target.scopes, ways, _status(several), tuple(sorted(map(_check, checks.values()), key=lambda c: c.location)),
        _senders(place, reaches), reason or ("" if target.method and target.endpoint else _why(several[0])),
    )  # fmt: skip


def _why(seen: _Seen) -> str:
    if seen.call:
        return "it is not known what this method of the SDK asks for"
    return f"cannot determine the {'path' if seen.target.method else 'method'} of this request"


def _check(check: Check) -> rows.Check:
    return rows.Check(check.how, check.place.spot().location)


def _status(several: list[_Seen]) -> str:
    outcomes = {seen.outcome for seen in several}
    if any(seen.swallowed is not None for seen in several) and outcomes <= {CHECKED, GUARDED}:
        return IGNORED_STATUS
    if outcomes <= {CHECKED, GUARDED}:
        has_place = any(seen.checks for seen in several)
        return CHECKED_STATUS if has_place else f"checked by {_HANDLED}" if GUARDED in outcomes else CHECKED_STATUS
    if outcomes - {CHECKED, GUARDED, NOT_ANALYSED}:
        return UNCHECKED_STATUS if not outcomes & {CHECKED, GUARDED} else "not checked on every way"
    escaped = next(filter(None, (seen.escaped for seen in several)), None)
    return f"not followed: {escaped}" if escaped else "left to callers that are not known"


def _distinct(found: Iterable[Way]) -> tuple[Way, ...]:
    """Returns ways once each, with what must be so for them and not for the others; of a single one, what is configured so."""
    cases: dict[Way, list[frozenset[str]]] = {}
    for way in found:
        cases.setdefault(replace(way, when=()), []).append(frozenset(way.when))
    always = {way: frozenset.intersection(*several) for way, several in cases.items()}
    common = frozenset.intersection(*always.values()) if len(always) > 1 else frozenset()
    told = (replace(way, when=_told(way, when - common, len(always) == 1)) for way, when in always.items())
    return tuple(sorted(told, key=lambda way: (way.environment, way.host, repr(way.credential))))


def _told(way: Way, when: frozenset[str], is_single: bool) -> tuple[str, ...]:
    """Returns conditions without those that say nothing of a way: that the variable is set which its credential comes from."""
    own = f"{way.credential.source} is set"
    return tuple(sorted(t for t in when if t != own and (not is_single or t.startswith(CONFIGURED))))


# --------------------------------------------------------------------- from where


def _senders(place: Place, reaches: list[Reach]) -> tuple[rows.Sender, ...]:
    found: dict[tuple[Location, tuple[rows.Call, ...]], rows.Sender] = {}
    for reach in reaches:
        start = reach.start
        if start is None:
            continue
        calls = _steps(reach.calls)
        location = start.place.spot().location
        found[location, calls] = rows.Sender(redact_keys(start.name), start.kind, location, calls)
    inside = {(call.function, call.location.path) for sender in found.values() for call in sender.calls[1:]}
    inside |= {(redact_keys(reach.function), place.spot().location.path) for reach in reaches if reach.calls}
    ordered = sorted(found, key=lambda key: (key[0], [c.location for c in key[1]]))
    return tuple(found[key] for key in ordered if (found[key].name, key[0].path) not in inside)


def _steps(calls: Calls) -> tuple[rows.Call, ...]:
    spots = (call.spot() for call in calls)
    return tuple(rows.Call(redact_keys(spot.function), spot.location) for spot in spots)
