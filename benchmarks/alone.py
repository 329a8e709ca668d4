"""Prints what the parse of one file and its whole analysis take, in turns, as JSON: `python alone.py SOURCE FILE RUNS`.

A process of its own, so that it is the program of that checkout which is imported.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path


def main() -> None:
    """Takes so many rounds, after one that does not count, by the clock of the processor."""
    source, path, rounds = sys.argv[1:]
    sys.path[0] = source
    import libcst

    from cko_lint import check_source

    text = Path(path).read_text("utf-8")
    os.chdir(Path(path).parent)
    codes = [finding.code for finding in check_source(text, path)]
    libcst.parse_module(text)
    seen: dict[str, list[float]] = {"parse": [], "analysis": []}
    for _ in range(int(rounds)):
        seen["parse"].append(_seconds_of(lambda: libcst.parse_module(text)))
        seen["analysis"].append(_seconds_of(lambda: check_source(text, path)))
    unit = 1_000_000 if sys.platform == "darwin" else 1_000_000 / 1024
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    print(json.dumps({**seen, "codes": codes, "memory": memory}))


def _seconds_of(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
