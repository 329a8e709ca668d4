"""What the output goes to: whether it shows colours, and how wide it is."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TextIO

from cko_lint.config.values import Color

_WIDEST = 100
"""Columns beyond which a paragraph is hard to read."""
_NARROWEST = 40


def is_colored(color: Color, stream: TextIO) -> bool:
    """Whether to use colour; `NO_COLOR` and `FORCE_COLOR` decide if no option does (no-color.org, force-color.org)."""
    if color is not Color.AUTO:
        return color is Color.ALWAYS
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def columns() -> int:
    """Returns how many columns a paragraph may have: those of the terminal, or 80 where there is none."""
    return max(_NARROWEST, min(shutil.get_terminal_size().columns, _WIDEST))


def print_error(message: str) -> None:
    """Prints one line to standard error, without keys and control characters."""
    from cko_lint.output.report import path_text, printable

    print(f"cko-lint: {printable(path_text(message))}", file=sys.stderr)
