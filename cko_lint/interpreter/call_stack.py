"""The call stack: the functions that run right now, and what catches and repeats around them."""

from __future__ import annotations

from typing import Any

from cko_lint import values as v
from cko_lint.interpreter.frames import Frame, Guard, Retry


class CallStack:
    """The calls of the project's functions from the entry point to what runs, outermost first.

    `calls` are the functions with the nodes that call them, `frames` their names; `guards` are the `try` statements around what
    runs, in the callers too, and `retries` what repeats it, each with the number of guards outside of it.
    """

    __slots__ = ("calls", "frames", "guards", "retries")

    def __init__(self) -> None:
        self.calls: list[tuple[v.FunctionValue, Any]] = []
        self.frames: list[Frame] = []
        self.guards: list[Guard] = []
        self.retries: list[tuple[int, Retry]] = []
