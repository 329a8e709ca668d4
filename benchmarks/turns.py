"""Commands that are measured against each other: in turns, so that whatever else the machine does slows all of them."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from measured import Run, linter, run
from measurement import LONG, Options, forget
from peers import Missing
from ratios import Ratio


@dataclass(frozen=True, slots=True)
class Contender:
    """A command that runs in a folder, or the reason why it cannot; `prepare` is called before each run.

    `codes` are what it must report, if it is cko-lint.
    """

    name: str
    command: Sequence[str] | Missing
    folder: Path
    prepare: Callable[[Path], None] | None = None
    codes: Counter[str] | None = None

    def run(self, options: Options) -> Run:
        """Runs it once."""
        assert not isinstance(self.command, Missing)
        if self.prepare:
            self.prepare(self.folder)
        return run(self.command, self.folder, options.timeout)


@dataclass(slots=True)
class Turns:
    """The runs that there were of each contender, by its name, and why there are none of others."""

    options: Options
    samples: dict[str, list[Run]] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    failing: dict[str, str] = field(default_factory=dict)

    def row(self, what: str, reach: float | None, name: str, unit: str) -> Ratio:
        """Returns what one contender took in units of another, as a row of the table."""
        if name in self.missing:
            return Ratio(what, reach, None, unit, note=self.missing[name])
        runs = self.samples[name]
        seconds = self._time_of(name)
        return Ratio(
            what=what,
            reach=reach,
            seen=None if unit in self.missing else seconds / self._time_of(unit),
            unit=unit,
            seconds=seconds,
            memory=max(one.memory for one in runs),
            note=self.missing.get(unit, ""),
            broken=self.failing.get(name, self.failing.get(unit, "")),
            was_killed=any(one.was_killed for one in runs),
        )

    def _time_of(self, name: str) -> float:
        return statistics.median(map(self.options.time_of, self.samples[name]))


def cold(name: str, options: Options, folder: Path, codes: Counter[str], *paths: str) -> Contender:
    """Returns a check of some paths without what earlier runs have kept."""
    return Contender(name, linter(options.source, "check", *paths), folder, forget, codes)


def again(name: str, options: Options, folder: Path, codes: Counter[str], *paths: str) -> Contender:
    """Returns a check of some paths with what earlier runs have kept."""
    return Contender(name, linter(options.source, "check", *paths), folder, codes=codes)


def take_turns(unit: Contender, others: Sequence[Contender], options: Options) -> Turns:
    """Takes as many rounds as are wanted, one if that took long; the unit runs before each of the others."""
    turns = Turns(options)
    for _ in range(options.runs):
        if max((one.seconds for one in _round(turns, unit, others)), default=0) > LONG:
            break
    return turns


def _round(turns: Turns, unit: Contender, others: Sequence[Contender]) -> Iterator[Run]:
    for other in others:
        for contender in (unit, other):
            if isinstance(contender.command, Missing):
                turns.missing[contender.name] = contender.command.why
                continue
            seen = contender.run(turns.options)
            turns.samples.setdefault(contender.name, []).append(seen)
            if failure := seen.failing(contender.codes):
                turns.failing[contender.name] = f"{contender.name}: {failure}"
            yield seen
