"""A project in a folder, and what was measured of it: rounds of runs, each with the cache that it needs."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import generated
from generated import monolith
from measured import ENVIRONMENT, Run, linter, run, start_of_python
from project import (
    COLD,
    COMMIT_COLD,
    COMMIT_WARM,
    EDITED,
    EDITED_ELSEWHERE,
    NAMED_COLD,
    NAMED_WARM,
    WARM,
    Project,
    as_repository,
    python_files,
)

_CACHE = ".cko_lint_cache"
LONG = 20.0  # seconds; a project with a run that takes longer gets one round
_SETTLED = 2.5
"""Seconds after which files count as written some time ago: a file that has just been written may change again unseen."""
_STARTS = 3  # of the interpreter, before each run


@dataclass(frozen=True, slots=True)
class Options:
    """How to measure: the folder that has the program's package, how many rounds, the seconds a run may take, the clock.

    The clock is the one on the `wall`, or that of the processor (`cpu`), which is fairer on a machine that is busy with
    other work, and says nothing of what several processes gain.
    """

    source: Path
    runs: int
    timeout: float
    clock: str = "wall"

    def time_of(self, one: Run) -> float:
        """Returns the seconds of a run by this clock."""
        return one.cpu if self.clock == "cpu" else one.seconds


@dataclass(slots=True)
class Measurement:
    """A project that is laid out in `folder`; `samples` are the runs that there were, by their names."""

    project: Project
    folder: Path
    options: Options
    files: int
    samples: dict[str, list[Run]] = field(default_factory=dict)
    starts: list[Run] = field(default_factory=list)

    @property
    def python(self) -> float:
        """The median of all starts of the interpreter meanwhile, in seconds."""
        return statistics.median(map(self.options.time_of, self.starts))

    def time_of(self, what: str) -> float:
        """Returns the median of a run, in seconds."""
        return statistics.median(map(self.options.time_of, self.samples[what]))


def laid_out(project: Project, folder: Path, options: Options) -> Measurement:
    """Lays a project out in a new folder, and has what will be read be in memory."""
    as_repository(project, folder)
    for path in folder.rglob("*"):
        if path.is_file():
            path.read_bytes()
    start_of_python(folder)
    time.sleep(_SETTLED)
    return Measurement(project, folder, options, python_files(folder))


def installed(options: Options, scratch: Path) -> Options:
    """Installs the program of a checkout as its users have it, compiled; returns how to measure that.

    Raises SystemExit if it cannot be installed or does not work.
    """
    site = scratch / "site-packages"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--target"]
    try:
        subprocess.run([*pip, site, options.source], env=ENVIRONMENT, check=True, capture_output=True, text=True)
    except subprocess.CalledProcessError as error:
        raise SystemExit(f"cko-lint cannot be installed\n{error.stderr}") from None
    options = replace(options, source=site)
    _try_out(scratch / "warm-up", options)
    return options


def _try_out(folder: Path, options: Options) -> None:
    generated.write(monolith.files(24), folder)
    seen = run(linter(options.source, "check", "."), folder, options.timeout)
    if seen.codes != monolith.PLANTED:
        raise SystemExit(f"cko-lint does not work: exit {seen.exit_code}\n{seen.complaint}")


def forget(folder: Path) -> None:
    """Deletes the cache of a project."""
    shutil.rmtree(folder / _CACHE, ignore_errors=True)


def take_rounds(measurement: Measurement) -> None:
    """Takes as many rounds as are wanted; one if that took long."""
    for number in range(measurement.options.runs):
        if max(one.seconds for one in _round(measurement, number)) > LONG:
            break


def take_cold(measurement: Measurement) -> Run:
    """Takes one run of everything without a cache."""
    forget(measurement.folder)
    return _sample(measurement, COLD, ".")


def take_warm(measurement: Measurement) -> Run:
    """Takes one run of everything with the cache that there is."""
    return _sample(measurement, WARM, ".")


def _round(measurement: Measurement, number: int) -> Iterator[Run]:
    """Takes one sample of each run; where a cold one is killed, there is nothing to start warm from."""
    project = measurement.project
    cold = take_cold(measurement)
    yield cold
    if not cold.was_killed:
        yield take_warm(measurement)
        for name, path in ((EDITED_ELSEWHERE, project.edited_elsewhere), (EDITED, project.edited)):
            if path:
                with (measurement.folder / path).open("a", encoding="utf-8") as edited:
                    edited.write(f"\n# edited {number}\n")
                yield _sample(measurement, name, ".")
    yield from _cold_and_warm(measurement, NAMED_COLD, NAMED_WARM, project.named)
    if project.commit:
        yield from _cold_and_warm(measurement, COMMIT_COLD, COMMIT_WARM, *project.commit)


def _cold_and_warm(measurement: Measurement, cold: str, warm: str, *paths: str) -> Iterator[Run]:
    forget(measurement.folder)
    first = _sample(measurement, cold, *paths)
    yield first
    if not first.was_killed:
        yield _sample(measurement, warm, *paths)


def _sample(measurement: Measurement, name: str, *paths: str) -> Run:
    measurement.starts += (start_of_python(measurement.folder) for _ in range(_STARTS))
    command = linter(measurement.options.source, "check", *paths)
    seen = run(command, measurement.folder, measurement.options.timeout)
    measurement.samples.setdefault(name, []).append(seen)
    return seen
