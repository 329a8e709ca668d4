"""The answer to a question about a line: what stands there, beside what a run reports of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from cko_lint.explain.explanation import Explanation, Verdict
from cko_lint.findings import Finding, Location, Related


class State(Enum):
    """Whether a run shows the findings of a rule, and if not, why."""

    SILENT = "silent"
    REPORTED = "reported"
    OFF = "off"
    """The rule is off for the file, or only on with `--pedantic`."""
    HIDDEN = "hidden"
    """By a suppression comment, or a baseline."""
    ELSEWHERE = "elsewhere"
    """The same problem is reported once, at another request."""


class Judged(NamedTuple):
    """The verdict of a rule, and whether a run shows its findings; `elsewhere` is where it reports the same problem."""

    verdict: Verdict
    state: State
    elsewhere: Location | None = None


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
    `unresolved` the requests there that could not be followed. `elsewhere` has the explanations of the rest of the file, and
    `reported` all findings of the run.
    """

    asked: Line
    explanations: Sequence[Explanation]
    passing: Sequence[Explanation]
    elsewhere: Sequence[Explanation]
    findings: Sequence[Finding]
    unresolved: Sequence[Related]
    reported: Sequence[Finding]
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
        """Returns the verdicts on something, each with whether a run shows it."""
        return [self._judged(self._with_others(verdict, explanation)) for verdict in explanation.verdicts]

    def _with_others(self, verdict: Verdict, explanation: Explanation) -> Verdict:
        """Returns the verdict of a rule that compares several requests with what it reports of this one."""
        found = [f for f in self.findings if f.code == verdict.code and f.location == explanation.location]
        return verdict if verdict.findings or not found else replace(verdict, findings=tuple(found), reasons=())

    def _judged(self, verdict: Verdict) -> Judged:
        if not verdict.findings:
            return Judged(verdict, State.SILENT)
        reported = {(finding.code, finding.location) for finding in self.reported}
        if any((finding.code, finding.location) in reported for finding in verdict.findings):
            return Judged(verdict, State.REPORTED)
        if not any(map(self.shows, verdict.findings)):
            return Judged(verdict, State.OFF)
        alike = next((f for f in self.reported if any(_is_same_problem(f, own) for own in verdict.findings)), None)
        return Judged(verdict, State.ELSEWHERE, alike.location) if alike is not None else Judged(verdict, State.HIDDEN)


def _is_same_problem(one: Finding, other: Finding) -> bool:
    """Whether a rule that reports a problem once would report it at the one request or at the other."""
    causes = {related.location for related in other.related}
    return one.code == other.code and any(related.location in causes for related in one.related)


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
    told = {row.location for one in here for row in one.rows if row.unknown}
    followed = [one for one in unresolved if asked.holds(one.location) and one.location not in told]
    return Answer(asked, here, passing, elsewhere, findings, followed, reported, shows)
