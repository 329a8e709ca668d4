"""What the analysis of a project yields, and how it is kept until something changes that it depends on.

It depends on every Python file of the project, on what was asked about other files, and on the settings. The
next run over the same needs neither LibCST nor the rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from cko_lint.analysis import packing
from cko_lint.findings import Finding, Location
from cko_lint.project.index import Index
from cko_lint.project.kept import KeptResults

if TYPE_CHECKING:
    from cko_lint.explain.explanation import Explanation
    from cko_lint.inventory.rows import Row


class Wanted(Enum):
    """What a run wants to know of a project besides its findings."""

    NOTHING = "nothing"
    ROWS = "rows"
    EXPLANATIONS = "explanations"


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A request that could not be followed, and why."""

    location: Location
    reason: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the analysis of some files yields: every rule's findings, neither silenced nor sorted.

    `files` are the real paths of the modules in which something of a finding is, by their paths in reports. `depends_on` has
    what was told of other files, by their paths (`state_of`). What depends on more is not `lasting`. `failed` are the paths,
    in reports, of the files that could not be analysed to the end.
    """

    findings: list[Finding]
    unresolved: list[Unresolved]
    files: Mapping[str, str] = field(default_factory=dict)
    depends_on: Mapping[str, str] = field(default_factory=dict)
    lasting: bool = True
    failed: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    """The requests of the project, if they were wanted."""
    explanations: tuple[Explanation, ...] = ()
    """What is known of its requests, and what each rule makes of them, if that was wanted."""


class Kept:
    """Where the analysis of a project is kept until something changes that it depends on."""

    def __init__(self, index: Index, folder: str | None, given: tuple[object, ...]) -> None:
        """`folder` is that of the cache, if there is one; `given` is all that it depends on besides the project's files."""
        self._index = index
        self._folder = folder
        self._given = given

    def get(self) -> Analysis | None:
        """Returns what an earlier run has kept, if nothing has changed since."""
        if self._folder is None:
            return None
        results = KeptResults(self._index, self._folder, self._given)
        record = results.get()
        results.save()
        return _unpacked(record[1]) if record is not None else None

    def put(self, found: Analysis) -> Analysis:
        """Keeps an analysis; returns it. Another project may have kept its own in the same folder in the meantime."""
        if self._folder is not None and found.lasting and not self._index.has_changed:
            results = KeptResults(self._index, self._folder, self._given)
            touched = {place.path for finding in found.findings for place in finding.places}
            touched |= {request.location.path for request in found.unresolved}
            results.put(touched, found.depends_on, _packed(found))
            results.save()
        return found


def _packed(analysis: Analysis) -> bytes:
    return packing.packed(
        findings=analysis.findings,
        unresolved=analysis.unresolved,
        files=dict(analysis.files),
        rows=analysis.rows,
        explanations=analysis.explanations,
    )


def _unpacked(record: bytes) -> Analysis | None:
    """Returns the analysis in a record; None if the record is none."""
    try:
        made = packing.unpacked(record)
        unresolved = [Unresolved(packing.location(one["location"]), one["reason"]) for one in made["unresolved"]]
        return Analysis(
            [packing.finding(one) for one in made["findings"]], unresolved, dict(made["files"]),
            rows=tuple(map(packing.row, made["rows"])), explanations=tuple(map(packing.explanation, made["explanations"])),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
