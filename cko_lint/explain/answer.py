"""The answer to a question about a line: what stands there, beside what a run reports of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from cko_lint.explain.explanation import Explanation, Verdict
from cko_lint.findings import Finding, Location, Related


class State(Enum):
    """What becomes of the findings of a rule."""

    SILENT = "silent"
    REPORTED = "reported"
    OFF = "off"
    """The rule is off for the file, or only on with `--pedantic`."""
    HIDDEN = "hidden"
    """By a suppression comment, or a baseline."""


class Judged(NamedTuple):
    """The verdict of a rule, and what becomes of its findings."""

    verdict: Verdict
    state: State


class Line(NamedTuple):
    """The line that was asked about, in the cell of a notebook if that is not 0."""

    path: str
    number: int
    cell: int = 0

    def holds(self, location: Location, lines: tuple[int, int] | None = None) -> bool:
        """Whether something stands there, or its statement does, which is on some lines."""
        if (location.path, location.cell) != (self.path, self.cell):
            return False
        first, last = lines or (location.start.line, location.end.line)
        return min(first, location.start.line) <= self.number <= max(last, location.end.line)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known at a line.

    `passing` are explanations of what stands elsewhere and comes by the line; `findings` those that a run reports on it, and
    `unresolved` the requests there that could not be followed. `elsewhere` has the explanations of the rest of the file.
    """

    asked: Line
    explanations: Sequence[Explanation]
    passing: Sequence[Explanation]
    elsewhere: Sequence[Explanation]
    findings: Sequence[Finding]
    unresolved: Sequence[Related]
    shows: Callable[[Finding], bool]

    @property
    def is_something_known(self) -> bool:
        """Whether there is anything to say about the line."""
        return bool(self.explanations or self.passing or self.findings or self.unresolved)

    @property
    def other_findings(self) -> list[Finding]:
        """The findings on the line that no rule has about what stands there."""
        explained = {
            (f.code, f.location)
            for e in self.explanations
            for judged in self.judged(e)
            for f in judged.verdict.findings
        }
        return [finding for finding in self.findings if (finding.code, finding.location) not in explained]

    def judged(self, explanation: Explanation) -> list[Judged]:
        """Returns the verdicts on something, with what becomes of them."""
        verdicts = (self._with_others(verdict, explanation) for verdict in explanation.verdicts)
        return [Judged(verdict, self._state(verdict)) for verdict in verdicts]

    def _with_others(self, verdict: Verdict, explanation: Explanation) -> Verdict:
        """Returns the verdict of a rule that compares several requests with what it reports of this one."""
        found = [f for f in self.findings if f.code == verdict.code and f.location == explanation.location]
        return verdict if verdict.findings or not found else replace(verdict, findings=tuple(found), reasons=())

    def _state(self, verdict: Verdict) -> State:
        if not verdict.findings:
            return State.SILENT
        reported = {(finding.code, finding.location) for finding in self.findings}
        if any((finding.code, finding.location) in reported for finding in verdict.findings):
            return State.REPORTED
        return State.HIDDEN if any(map(self.shows, verdict.findings)) else State.OFF


def answer(
    asked: Line,
    known: Sequence[Explanation],
    reported: Sequence[Finding],
    unresolved: Sequence[Related],
    shows: Callable[[Finding], bool],
) -> Answer:
    """Returns what is known at a line, of all that is known of its project."""
    here = [one for one in known if asked.holds(one.location, one.lines)]
    passing = [one for one in known if one not in here and any(map(asked.holds, one.places))]
    elsewhere = [one for one in known if one.location.path == asked.path and one not in here]
    at_places = {one.location for one in here}
    findings = [f for f in reported if f.location in at_places or asked.holds(f.location, f.statement)]
    return Answer(
        asked, here, passing, elsewhere, findings, [one for one in unresolved if asked.holds(one.location)], shows
    )
