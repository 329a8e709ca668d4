"""The requests that could not be followed, each with the reason."""

from __future__ import annotations

from collections.abc import Iterator

from cko_lint.analysis.conclusions import Ended
from cko_lint.facts import (
    NOT_ANALYSED,
    UNKNOWN,
    Place,
)
from cko_lint.models.exchanges import UNDECIDED, Exchange
from cko_lint.models.libraries import Libraries


def unresolved(
    ended: list[Ended], libraries: Libraries, too_large: list[tuple[Place, str]]
) -> Iterator[tuple[Place, str]]:
    """Yields the requests that could not be followed wherever they are reached from, each with the reason."""
    reasons: dict[Place, str | None] = {}
    for exchange, _, unfinished in ended:
        reason = _unresolved(exchange, unfinished)
        if exchange.place not in reasons or reason is None:
            reasons[exchange.place] = reason
    reasons.update(dict.fromkeys((call.fact.place for call in libraries.sdk.calls), None))
    for place, why in [*((one.place, one.reason) for one in libraries.observed.unknown), *too_large]:
        reasons.setdefault(place, why)
    for place, found in reasons.items():
        if found is not None:
            yield place, found


def _unresolved(exchange: Exchange, unfinished: bool) -> str | None:
    """Returns what of a request could not be followed."""
    scenarios = [s for s in exchange.scenarios if s.url.is_checkout]
    if not scenarios:
        return None
    if unfinished:
        return "cannot analyse this request: its function is too complex"
    if any(condition.is_undecidable for condition in exchange.conditions):
        return f"cannot analyse this request: {UNDECIDED}"
    if all(s.credential.state == UNKNOWN and not s.url.takes_no_key for s in scenarios):
        return "cannot determine the headers of this request"
    if exchange.fact(unfinished).outcome == NOT_ANALYSED:
        return f"cannot follow the response: {exchange.escaped}"
    return None
