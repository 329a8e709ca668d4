"""What whole projects cost, in starts of the interpreter: cold, again, after an edit, and for one file of them.

usage: python benchmarks/projects.py [--only NAME] [--runs 3] [--timeout 300] [--repository PATH] [--write FILE]

*1 py* is the time of `python -c pass` of the interpreter that runs this. The projects are generated, or downloaded from
PyPI and kept; docs/performance.md says what each of them is, and why it is measured. The program measured is an
installation of the checkout which this file is in. Needs a system with `fork`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import arguments as shared
import page
import table
from measurement import Measurement, Options, installed, laid_out, take_rounds
from project import projects
from table import Row


def main() -> int:
    """Prints the table; returns 1 if a run failed, or found anything but what it must find."""
    arguments = _parser().parse_args()
    options = shared.options(arguments)
    rows: list[Row] = []
    starts: list[float] = []
    print(table.HEADER, end="", flush=True)
    for measurement in _measured(arguments, options):
        starts += map(options.time_of, measurement.starts)
        for row in table.rows_of(measurement):
            print(row, flush=True)
            rows.append(row)
    if not rows:
        raise SystemExit(f"no project is called {', '.join(arguments.only)}")
    about = page.about(statistics.median(starts), options)
    print(f"\n{about}")
    if arguments.json:
        arguments.json.write_text(json.dumps([asdict(row) for row in rows], indent=1), "utf-8")
    if arguments.write:
        table.write(arguments.write, about, rows)
    return int(any(row.broken for row in rows))


def _measured(arguments: argparse.Namespace, options: Options) -> Iterator[Measurement]:
    """Yields the measurement of one project after the other."""
    with tempfile.TemporaryDirectory() as scratch:
        options = installed(options, Path(scratch))
        for number, project in enumerate(projects(arguments.cache, arguments.repository)):
            if _is_wanted(project.name, arguments.only):
                folder = Path(scratch, str(number))
                measurement = laid_out(project, folder, options)
                take_rounds(measurement)
                yield measurement
                shutil.rmtree(folder)


def _is_wanted(name: str, only: list[str]) -> bool:
    return not only or any(name == wanted or name.startswith(f"{wanted} ") for wanted in only)


def _parser() -> argparse.ArgumentParser:
    parser = shared.parser(__doc__.splitlines()[0], runs=3)
    parser.add_argument(
        "--only",
        metavar="NAME",
        action="append",
        default=[],
        help="only this project, with and without a client in it (repeatable)",
    )
    parser.add_argument(
        "--repository", metavar="PATH", type=Path, action="append", default=[], help="measure this as well (repeatable)"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
