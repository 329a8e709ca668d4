"""Mistakes of the person at the keyboard, as opposed to defects in their code; and where a defect of this program is."""

from __future__ import annotations

import os


class UsageError(Exception):
    """Something that was asked for cannot be done; the message says what and, where known, what would be right."""


class Terminated(BaseException):
    """Another program, or the terminal, has told this one to end. What is half done is undone on the way out."""

    def __init__(self, signal: int) -> None:
        super().__init__(f"terminated by signal {signal}")
        self.code = 128 + signal
        """The exit code that a shell would give the program if it had not caught the signal."""


def place_of(error: Exception) -> str:
    """Returns the kind of an exception and where it was raised, without its text."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" at {os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}{where}"
