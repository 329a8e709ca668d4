"""What the program costs, as ratios that hold on any machine: medians of runs that take turns.

usage: python benchmarks/run.py [--only SECTION] [--runs 5] [--timeout 300] [--clock cpu] [--write FILE]

*1 py* is the time of `python -c pass` of the interpreter that runs this. The inputs are generated; the programs to
compare with are installed from PyPI and Debian, and kept. The program measured is an installation of the checkout
which this file is in. Needs a system with `fork`.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import arguments as shared
import comparison
import growth
import hook
import page
import ratios
import scan
from measured import start_of_python
from measurement import Options, installed
from ratios import Ratio

SECTIONS: dict[str, Callable[[Options, Path, Path], Iterator[Ratio]]] = {
    "hook": hook.starts,
    "analysis": hook.analysis,
    "scan": scan.scans,
    "growth": growth.growth,
    "comparison": comparison.comparison,
}
_STARTS = 15


def main() -> int:
    """Prints the table; returns 1 if a run failed, or found anything but what it must find."""
    parser = _parser()
    arguments = parser.parse_args()
    if arguments.only and arguments.write:
        parser.error("--write needs the whole table: leave out --only")
    options = shared.options(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        options = installed(options, Path(scratch))
        about = page.about(_start(Path(scratch), options), options)
        print(f"{about}\n\n{ratios.HEADER}", end="", flush=True)
        rows = list(_printed(arguments, options, Path(scratch)))
    if arguments.json:
        arguments.json.write_text(json.dumps([asdict(row) for row in rows], indent=1), "utf-8")
    if arguments.write:
        page.replace(arguments.write, ratios.BEGIN, f"{about}\n\n{ratios.text(rows)}")
    return int(any(row.broken for row in rows))


def _printed(arguments: argparse.Namespace, options: Options, scratch: Path) -> Iterator[Ratio]:
    """Yields the rows of all sections that are wanted, each printed as soon as it is there."""
    for name in arguments.only or SECTIONS:
        with tempfile.TemporaryDirectory(dir=scratch) as folder:
            for row in SECTIONS[name](options, Path(folder), arguments.cache):
                print(row, flush=True)
                yield row


def _start(folder: Path, options: Options) -> float:
    return statistics.median(options.time_of(start_of_python(folder)) for _ in range(_STARTS))


def _parser() -> argparse.ArgumentParser:
    parser = shared.parser(__doc__.splitlines()[0], runs=5)
    parser.add_argument(
        "--only", action="append", default=[], choices=SECTIONS, help="only this part of the table (repeatable)"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
