"""What both commands are asked: how to measure, and where the results go."""

from __future__ import annotations

import argparse
from pathlib import Path

from measurement import Options
from published import default_cache

_ROOT = Path(__file__).resolve().parent.parent


def parser(description: str, runs: int) -> argparse.ArgumentParser:
    """Returns a parser of the arguments that both have; `runs` is how many rounds there are if nothing is said."""
    result = argparse.ArgumentParser(description=description)
    result.add_argument("--runs", metavar="N", type=int, default=runs, help="rounds (default: %(default)s)")
    result.add_argument(
        "--timeout", metavar="SECONDS", type=float, default=300, help="a run is killed after these (default: 300)"
    )
    result.add_argument(
        "--clock",
        choices=("wall", "cpu"),
        default="wall",
        help="cpu is fairer on a machine that is busy (default: wall)",
    )
    result.add_argument(
        "--cache",
        metavar="DIR",
        type=Path,
        default=default_cache(),
        help="where downloads are kept (default: %(default)s)",
    )
    result.add_argument(
        "--source",
        metavar="DIR",
        type=Path,
        default=_ROOT,
        help="measure the program of this checkout (default: this one)",
    )
    result.add_argument("--json", metavar="FILE", type=Path, help="write the rows there as well")
    result.add_argument("--write", metavar="FILE", type=Path, help="replace the table in this page")
    return result


def options(arguments: argparse.Namespace) -> Options:
    """Returns how to measure."""
    return Options(arguments.source.resolve(), arguments.runs, arguments.timeout, arguments.clock)
