"""The page that a table is written into, and the sentence that says on what it was measured."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

from measurement import LONG, Options

END = "<!-- end of the table -->"


def replace(page: Path, begin: str, text: str) -> None:
    """Replaces what stands between a marker and the next END.

    Raises SystemExit if the page does not have both.
    """
    before, found, rest = page.read_text("utf-8").partition(begin)
    _, end, after = rest.partition(END)
    if not found or not end:
        raise SystemExit(f"{page}: the markers {begin} and {END} must be in it")
    page.write_text(f"{before}{begin}\n{text}{END}{after}", "utf-8")


def about(start: float, options: Options) -> str:
    """Returns the sentence about the machine; `start` is what a start of the interpreter takes, in seconds."""
    clock = " of CPU" if options.clock == "cpu" else ""
    return (
        f"Python {platform.python_version()}, LibCST {version('libcst')}, {platform.system()} on "
        f"{platform.machine()} with {os.cpu_count()} processors; "
        f"`python -c pass` took {start * 1000:.1f} ms{clock} (1 py); "
        f"medians; rounds: {options.runs}, but one where a run took over {LONG:.0f} s."
    )
