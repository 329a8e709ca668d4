"""How a rule words a finding: a place, a sentence, what to do, and the places that explain it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cko_lint.checkout.keys import Key
from cko_lint.checkout.redaction import redact
from cko_lint.facts import Calls, Facts, Place, Step
from cko_lint.findings import CallSite, Finding, Location, Related, Severity, led_to


@dataclass(frozen=True, slots=True)
class Rule:
    """What is fixed about a rule."""

    code: str
    name: str
    severity: Severity
    pedantic: bool = False

    def at(
        self,
        place: Place,
        message: str,
        help: str,
        steps: Iterable[Step | None] = (),
        severity: Severity | None = None,
        pedantic: bool = False,
    ) -> Finding:
        """Returns a finding at a place; steps that are None, or are the place itself, are left out."""
        spot = place.spot()
        return Finding(
            self.code, self.name, severity or self.severity, message, help, spot.location, _related(place, steps),
            spot.statement, redact(spot.source), pedantic or self.pedantic,
        )  # fmt: skip


_ON_THE_WAY = "called on the way"


def called_by(finding: Finding, callers: Calls, message: str, handler: Step | None = None) -> Finding:
    """Returns a finding that is one because of some callers, the outermost first, and of what the `except` there does.

    `message` is about the outermost call: others may go the rest of the way, too, and do better. Without callers it stands
    by itself, and the handler is a place that explains it.
    """
    if handler is not None and not callers:
        return replace(finding, related=(*finding.related, Related(handler.message, handler.place.spot().location)))
    around = [] if handler is None else [(handler.message, handler.place.spot()._replace(source=""))]
    messages = [message, *[_ON_THE_WAY] * len(callers)]
    steps = [*around, *((said, call.spot()) for said, call in zip(messages, callers, strict=False))]
    way = tuple(Related(said, s.location, CallSite(s.statement, s.function, redact(s.source))) for said, s in steps)
    return led_to(finding, [way]) if way else finding


def _related(place: Place, steps: Iterable[Step | None]) -> tuple[Related, ...]:
    found: dict[Location, Related] = {}
    for step in steps:
        if step is not None and step.place != place:
            location = step.place.spot().location
            found.setdefault(location, Related(step.message, location))
    return tuple(found.values())


def step(message: str, place: Place | None) -> Step | None:
    """Returns a step at a place, if there is one."""
    return Step(message, place) if place is not None else None


def describe(key: Key) -> str:
    """Returns a key in words: `live secret key`."""
    return f"{key.environment} {key.kind} key"


def nothing(facts: Facts) -> Iterator[Finding]:
    """The check of a rule that is about files instead of facts."""
    return iter(())
