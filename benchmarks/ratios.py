"""The table of ratios: what something costs in units of something else, and what it should cost at most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from measured import shortened

BEGIN = "<!-- table of benchmarks/run.py -->"
HEADER = """\
| | limit | measured | time | memory |
|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A line of the table.

    `seen` is in `unit`, and only a lower bound where the run `was_killed`; None where it could not be measured, which
    `note` explains. `reach` is None where nothing is promised. `seconds` and `memory`, in megabytes, are None where
    there was no run of its own. `broken` says what is wrong with the run itself.
    """

    what: str
    reach: float | None
    seen: float | None
    unit: str
    seconds: float | None = None
    memory: float | None = None
    note: str = ""
    broken: str = ""
    was_killed: bool = False

    @property
    def missed(self) -> bool:
        """Whether it is out of reach."""
        return self.reach is not None and self.seen is not None and self.seen > self.reach

    def __str__(self) -> str:
        """Returns the line of the table."""
        reach = "" if self.reach is None else self._in_units(self.reach)
        seconds = "" if self.seconds is None else f"{shortened(self.seconds)} s"
        memory = "" if self.memory is None else f"{self.memory:.0f} MB"
        return f"| {' | '.join((self.what, reach, self._measured(), seconds, memory))} |"

    def _measured(self) -> str:
        if self.seen is None:
            return f"not measured: {self.note}"
        seen = f"{'> ' if self.was_killed else ''}{self._in_units(self.seen)}{' (missed)' if self.missed else ''}"
        return f"{seen} ({self.broken})" if self.broken else seen

    def _in_units(self, number: float) -> str:
        return f"{shortened(number)} {self.unit}" if self.unit in ("py", "MB") else f"{shortened(number)} × {self.unit}"


def text(rows: Sequence[Ratio]) -> str:
    """Returns the whole table."""
    return HEADER + "".join(f"{row}\n" for row in rows)
