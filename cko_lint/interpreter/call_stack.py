"""The call stack: the functions that run right now, and what catches and repeats around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from cko_lint import values as v
from cko_lint.interpreter.frames import Frame, Guard, Retry


class CallStack:
    """The calls of the project's functions from the entry point to what runs, outermost first.

    `calls` are the functions with the nodes that call them, `frames` their names; `guards` are the `try` statements around what
    runs, in the callers too, and `retries` what repeats it, each with the number of guards outside of it; `mocks` is how many mocks
    of the network are around it.
    """

    __slots__ = ("calls", "frames", "guards", "here", "later", "mocks", "retries")

    def __init__(self) -> None:
        self.calls: list[tuple[v.FunctionValue, Any]] = []
        self.frames: list[Frame] = []
        self.guards: list[Guard] = []
        self.here = 0
        """The number of guards that do not count for what runs: its errors are raised where its result is fetched."""
        self.later = 0
        """How many results that are fetched later on, apart from that of the entry point, are being made."""
        self.retries: list[tuple[int, Retry]] = []
        self.mocks = 0

    @property
    def running(self) -> set[int]:
        """The `id` of the nodes of the functions that run."""
        return {id(function.node) for function, _ in self.calls}

    @contextmanager
    def entered(self, function: v.FunctionValue, node: Any, frame: Frame) -> Iterator[None]:
        """Runs a block as the body of a function that a node calls."""
        guards, retries, mocks = len(self.guards), len(self.retries), self.mocks
        self.calls.append((function, node))
        self.frames.append(frame)
        self.guards += function.guards
        self.retries += [(len(self.guards), retry) for retry in function.retries]
        self.mocks += "mocked" in function.flags
        try:
            yield
        finally:
            self.calls.pop()
            self.frames.pop()
            del self.guards[guards:]
            del self.retries[retries:]
            self.mocks = mocks

    @contextmanager
    def fetched_later(self) -> Iterator[None]:
        """Runs a block whose errors are raised where its result is fetched, and not here."""
        outer, later = self.here, self.later
        self.here, self.later = len(self.guards), later + bool(self.calls)
        try:
            yield
        finally:
            self.here, self.later = outer, later

    @contextmanager
    def repeated(self, retries: Iterable[Retry]) -> Iterator[None]:
        """Runs a block that is repeated."""
        outer = len(self.retries)
        self.retries += [(len(self.guards), retry) for retry in retries]
        try:
            yield
        finally:
            del self.retries[outer:]

    @contextmanager
    def guarded(self, guard: Guard | None, mocks: bool = False) -> Iterator[None]:
        """Runs a block with a `try`, or a mock of the network, around it."""
        if guard is not None:
            self.guards.append(guard)
        self.mocks += mocks
        try:
            yield
        finally:
            if guard is not None:
                self.guards.pop()
            self.mocks -= mocks
