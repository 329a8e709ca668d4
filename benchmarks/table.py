"""The table of what projects cost: its rows, how they are printed, and the page they are written into."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from measured import Run
from measurement import Measurement
from project import COLD, EDITED, EDITED_ELSEWHERE, WARM

BEGIN = "<!-- table of benchmarks/projects.py -->"
END = "<!-- end of the table -->"
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
        reach = "" if self.reach is None else f"{_number(self.reach)} {self.unit}"
        seen = f"{'> ' if self.was_killed else ''}{_number(self.seen)} {self.unit}{' (missed)' if self.missed else ''}"
        found = f"{_listed(self.codes) or '–'}{f' ({self.broken})' if self.broken else ''}"
        end = "killed" if self.exit_code is None else str(self.exit_code)
        cells = (self.project, self.what, f"{self.files:,}", reach, seen, found, f"{self.memory:.0f} MB", end)
        return f"| {' | '.join(cells)} |"


def rows_of(measurement: Measurement) -> Iterator[Row]:
    """Yields a row for each run that there was of a project, in starts of the interpreter."""
    for what in measurement.samples:
        yield _row(measurement, what)


def growth(measurements: Sequence[tuple[int, Measurement]], ratio: float, memory: float) -> Iterator[Row]:
    """Yields the rows of one project in several sizes: the time per caller by that of the smallest, and the memory.

    `ratio` and `memory`, in megabytes, are what to reach; the memory is that of the largest.
    """
    (smallest, first), *others = measurements
    unit = f"x the time per caller of {smallest:,}"
    yield from rows_of(first)
    per_caller = first.time_of(COLD) / smallest
    for size, measurement in others:
        yield _row(measurement, COLD, ratio, measurement.time_of(COLD) / size / per_caller, unit)
        if WARM in measurement.samples:
            yield _row(measurement, WARM)
    largest = others[-1][1]
    yield _row(largest, COLD, memory, max(one.memory for one in largest.samples[COLD]), "MB")


def text(rows: Sequence[Row]) -> str:
    """Returns the whole table."""
    return HEADER + "".join(f"{row}\n" for row in rows)


def write(page: Path, about: str, rows: Sequence[Row]) -> None:
    """Replaces what stands between the markers of a page by the table and a sentence about it.

    Raises SystemExit if the page does not have both markers.
    """
    before, begin, rest = page.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise SystemExit(f"{page}: the markers {BEGIN} and {END} must be in it")
    page.write_text(f"{before}{BEGIN}\n{about}\n\n{text(rows)}{END}{after}", "utf-8")


def _row(
    measurement: Measurement, what: str, reach: float | None = None, seen: float | None = None, unit: str = "py"
) -> Row:
    runs = measurement.samples[what]
    last = runs[-1]
    seconds = measurement.time_of(what)
    return Row(
        project=measurement.project.name,
        what=what,
        files=measurement.files,
        reach=measurement.project.reaches.get(what) if seen is None else reach,
        seen=seconds / measurement.python if seen is None else seen,
        unit=unit,
        seconds=seconds,
        memory=max(one.memory for one in runs),
        codes=dict(last.codes),
        exit_code=last.exit_code,
        was_killed=any(one.was_killed for one in runs),
        broken=next(filter(None, (_broken(measurement, what, one) for one in runs)), ""),
    )


def _broken(measurement: Measurement, what: str, one: Run) -> str:
    """Returns what is wrong with a run, or nothing; one that was killed has only been slow."""
    if one.was_killed:
        return ""
    if one.exit_code not in (0, 1):
        return (one.complaint.strip().splitlines() or ["failed"])[-1]
    expected = measurement.project.codes
    if what in _OF_EVERYTHING and expected is not None and one.codes != expected:
        return f"expected {_listed(expected) or 'none'}"
    return ""


def _listed(codes: Mapping[str, int]) -> str:
    return ", ".join(f"{code} × {count}" if count > 1 else code for code, count in sorted(codes.items()))


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
