"""The table of what projects cost: its rows, how they are printed, and the page they are written into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import page
from measured import listed, shortened
from measurement import Measurement
from project import COLD, EDITED, EDITED_ELSEWHERE, WARM

BEGIN = "<!-- table of benchmarks/projects.py -->"
_OF_EVERYTHING = frozenset({COLD, WARM, EDITED, EDITED_ELSEWHERE})
HEADER = """\
| project | run | Python files | limit | measured | findings | memory | exit |
|---|---|---|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table.

    `seen` is in `unit`, and only a lower bound where the run `was_killed`. `reach` is None where nothing is promised.
    `broken` says what is wrong with the run itself: other findings than expected, an error of the program.
    """

    project: str
    what: str
    files: int
    reach: float | None
    seen: float
    unit: str
    seconds: float
    memory: float
    codes: dict[str, int]
    exit_code: int | None
    was_killed: bool = False
    broken: str = ""

    @property
    def missed(self) -> bool:
        """Whether it is out of reach."""
        return self.reach is not None and self.seen > self.reach

    def __str__(self) -> str:
        """Returns the line of the table."""
        reach = "" if self.reach is None else f"{shortened(self.reach)} {self.unit}"
        seen = (
            f"{'> ' if self.was_killed else ''}{shortened(self.seen)} {self.unit}{' (missed)' if self.missed else ''}"
        )
        found = f"{listed(self.codes) or '–'}{f' ({self.broken})' if self.broken else ''}"
        end = "killed" if self.exit_code is None else str(self.exit_code)
        cells = (self.project, self.what, f"{self.files:,}", reach, seen, found, f"{self.memory:.0f} MB", end)
        return f"| {' | '.join(cells)} |"


def rows_of(measurement: Measurement) -> Iterator[Row]:
    """Yields a row for each run that there was of a project, in starts of the interpreter."""
    for what in measurement.samples:
        yield _row(measurement, what)


def text(rows: Sequence[Row]) -> str:
    """Returns the whole table."""
    return HEADER + "".join(f"{row}\n" for row in rows)


def write(file: Path, about: str, rows: Sequence[Row]) -> None:
    """Replaces the table in a page by this one and a sentence about it."""
    page.replace(file, BEGIN, f"{about}\n\n{text(rows)}")


def _row(measurement: Measurement, what: str) -> Row:
    runs = measurement.samples[what]
    last = runs[-1]
    seconds = measurement.time_of(what)
    expected = measurement.project.codes if what in _OF_EVERYTHING else None
    return Row(
        project=measurement.project.name,
        what=what,
        files=measurement.files,
        reach=measurement.project.reaches.get(what),
        seen=seconds / measurement.python,
        unit="py",
        seconds=seconds,
        memory=max(one.memory for one in runs),
        codes=dict(last.codes),
        exit_code=last.exit_code,
        was_killed=any(one.was_killed for one in runs),
        broken=next(filter(None, (one.failing(expected) for one in runs)), ""),
    )
