"""The line on a terminal that says how far a run has come, once it has taken a second; it is gone when the run ends.

Written by hand, because the libraries that have one take longer to import than most runs take.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TextIO

from cko_lint import progress

_FIRST = 1.0
"""Seconds until the bar is shown."""
_INTERVAL = 0.1
_WIDTH = 24


def begin() -> None:
    """Shows a bar from now on, if standard error is a terminal that can erase what was drawn."""
    if sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        progress.show_with(Bar(sys.stderr))


def end() -> None:
    """Shows none from now on."""
    progress.finish()
    progress.show_with(None)


class Bar:
    """Draws the progress of a run in one line, and erases it with spaces: no colours or escape sequences are needed."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._next = time.monotonic() + _FIRST
        self._shown = 0

    def __call__(self, what: str, done: int, most: int) -> None:
        """Draws what is being done, unless it has just done so; erases it where that is nothing."""
        if not what:
            self._erase()
        elif time.monotonic() >= self._next:
            self._draw(what, done, most)

    def _draw(self, what: str, done: int, most: int) -> None:
        from cko_lint.commands.terminal import is_ci  # what is imported before a second has passed delays every run

        if is_ci():
            progress.show_with(None)
            return
        line = _line(what, done, most, _columns(self._stream))
        self._write(f"\r{line:{self._shown}}")
        self._shown = len(line)
        self._next = time.monotonic() + _INTERVAL

    def _erase(self) -> None:
        if self._shown:
            self._write(f"\r{'':{self._shown}}\r")
            self._shown = 0

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except OSError:
            progress.show_with(None)  # the terminal was closed


def _columns(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except OSError:  # a terminal that does not know
        return 80


def _line(what: str, done: int, most: int, columns: int) -> str:
    """Returns what fits into a terminal, whose last column stays free: some begin a new line there."""
    if not most:
        return f"{what} {done}"[: max(0, columns - 1)]
    full = min(_WIDTH, _WIDTH * done // most)
    return f"[{'#' * full:-<{_WIDTH}}] {what} {min(done, most)}/{most}"[: max(0, columns - 1)]
