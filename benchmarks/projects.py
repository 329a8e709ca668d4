"""What whole projects cost, in starts of the interpreter: cold, again, after an edit, and for one file of them.

usage: python benchmarks/projects.py [--only NAME] [--runs 3] [--timeout 300] [--repository PATH] [--write FILE]

*1 py* is the time of `python -c pass` of the interpreter that runs this. The projects are generated, or downloaded from
PyPI and kept; docs/performance.md says what each of them is, and why it is measured. The program measured is that of the
checkout which this file is in. Needs a system with `fork`.
"""

from __future__ import annotations

import argparse
import json
import platform
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

import generated
import table
from generated import monolith
from measured import linter, run
from measurement import LONG, Measurement, Options, laid_out, take_cold, take_rounds, take_warm
from project import monolith_of, projects
from published import default_cache
from table import Row

MONOLITH = "monolith"
_SIZES = (250, 500, 1_000, 2_000)
_GROWTH = 1.3
_MEMORY = 400  # MB
_ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Prints the table; returns 1 if a run failed, or found anything but what it must find."""
    arguments = _parser().parse_args()
    options = Options(arguments.source.resolve(), arguments.runs, arguments.timeout, arguments.clock)
    rows: list[Row] = []
    starts: list[float] = []
    print(table.HEADER, end="", flush=True)
    for measurements, found in _measured(arguments, options):
        starts += (options.time_of(start) for measurement in measurements for start in measurement.starts)
        for row in found:
            print(row, flush=True)
            rows.append(row)
    if not rows:
        raise SystemExit(f"no project is called {', '.join(arguments.only)}")
    about = _about(statistics.median(starts), options)
    print(f"\n{about}")
    if arguments.json:
        arguments.json.write_text(json.dumps([asdict(row) for row in rows], indent=1), "utf-8")
    if arguments.write:
        table.write(arguments.write, about, rows)
    return int(any(row.broken for row in rows))


def _measured(arguments: argparse.Namespace, options: Options) -> Iterator[tuple[list[Measurement], list[Row]]]:
    """Yields the measurements of one project after the other, with their rows."""
    with tempfile.TemporaryDirectory() as scratch:
        _warm_up(Path(scratch, "warm-up"), options)
        for number, project in enumerate(projects(arguments.cache, arguments.repository)):
            if _is_wanted(project.name, arguments.only):
                folder = Path(scratch, str(number))
                measurement = laid_out(project, folder, options)
                take_rounds(measurement)
                yield [measurement], list(table.rows_of(measurement))
                shutil.rmtree(folder)
        if _is_wanted(MONOLITH, arguments.only):
            sizes = _sizes(Path(scratch), options)
            yield [measurement for _, measurement in sizes], list(table.growth(sizes, _GROWTH, _MEMORY))


def _warm_up(folder: Path, options: Options) -> None:
    """Runs the program once, so that no measured run has to compile it; raises SystemExit if it does not work."""
    generated.write(monolith.files(24), folder)
    seen = run(linter(options.source, "check", "."), folder, options.timeout)
    if seen.codes != monolith.PLANTED:
        raise SystemExit(f"cko-lint does not work: exit {seen.exit_code}\n{seen.complaint}")


def _sizes(scratch: Path, options: Options) -> list[tuple[int, Measurement]]:
    """Returns measurements of the monolith in all sizes, taken in turns."""
    sizes = [(size, laid_out(monolith_of(size), scratch / f"{MONOLITH}-{size}", options)) for size in _SIZES]
    for _ in range(options.runs):
        longest = 0.0
        for _, measurement in sizes:
            cold = take_cold(measurement)
            longest = max(longest, cold.seconds)
            if not cold.was_killed:
                take_warm(measurement)
        if longest > LONG:
            break
    return sizes


def _is_wanted(name: str, only: list[str]) -> bool:
    return not only or any(name == wanted or name.startswith(f"{wanted} ") for wanted in only)


def _about(start: float, options: Options) -> str:
    """Returns the sentence that says on what a table was measured."""
    return (
        f"Python {platform.python_version()}, LibCST {version('libcst')}, {platform.system()}; "
        f"`python -c pass` took {start * 1000:.1f} ms (1 py){' of CPU' if options.clock == 'cpu' else ''}; "
        f"medians; rounds: {options.runs}, but one where a run took over {LONG:.0f} s."
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--only",
        metavar="NAME",
        action="append",
        default=[],
        help="only this project, with and without a client in it (repeatable)",
    )
    parser.add_argument("--runs", metavar="N", type=int, default=3, help="rounds of each project (default: 3)")
    parser.add_argument(
        "--timeout", metavar="SECONDS", type=float, default=300, help="a run is killed after these (default: 300)"
    )
    parser.add_argument(
        "--clock",
        choices=("wall", "cpu"),
        default="wall",
        help="cpu is fairer on a machine that is busy (default: wall)",
    )
    parser.add_argument(
        "--repository", metavar="PATH", type=Path, action="append", default=[], help="measure this as well (repeatable)"
    )
    parser.add_argument(
        "--cache",
        metavar="DIR",
        type=Path,
        default=default_cache(),
        help="where downloads are kept (default: %(default)s)",
    )
    parser.add_argument(
        "--source",
        metavar="DIR",
        type=Path,
        default=_ROOT,
        help="measure the program of this checkout (default: this one)",
    )
    parser.add_argument("--json", metavar="FILE", type=Path, help="write the rows there as well")
    parser.add_argument("--write", metavar="FILE", type=Path, help="replace the table in this page")
    return parser


if __name__ == "__main__":
    sys.exit(main())
