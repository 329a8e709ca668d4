"""An explanation, as plain data: what is known of a request, or of a client of the SDK, and what each rule makes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from cko_lint.findings import Finding, Location, Related
from cko_lint.inventory.rows import Row, relocated
from cko_lint.report.cells import in_cells, related_in_cells
from cko_lint.sources.notebooks import Notebook


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule makes of it: findings, or else the reasons why there are none."""

    code: str
    name: str
    findings: tuple[Finding, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is known at a place. `rows` are the requests that it sends, `steps` the places that their values come by.

    `lines` are the first and the last line of the statement.
    """

    what: str
    location: Location
    lines: tuple[int, int]
    rows: tuple[Row, ...]
    steps: tuple[Related, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def places(self) -> Iterator[Location]:
        """Where it stands, and all places that are on the way to it."""
        yield self.location
        for row in self.rows:
            yield from (*row.places, *(check.location for check in row.checks))
        yield from (step.location for step in self.steps)


def in_cells_of(explanation: Explanation, notebooks: Mapping[str, Notebook]) -> Explanation:
    """Returns an explanation whose places in notebooks are given by cell."""

    def locate(location: Location) -> Location:
        notebook = notebooks.get(location.path)
        return location if notebook is None else notebook.located(location)

    location = locate(explanation.location)
    return replace(
        explanation,
        location=location,
        lines=(location.start.line, location.end.line) if location.cell else explanation.lines,
        rows=tuple(relocated(row, locate) for row in explanation.rows),
        steps=tuple(related_in_cells(step, notebooks) for step in explanation.steps),
        verdicts=tuple(
            replace(verdict, findings=tuple(in_cells(finding, notebooks) for finding in verdict.findings))
            for verdict in explanation.verdicts
        ),
    )
