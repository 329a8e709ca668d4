"""The undo log: what an entry point changes of what is older than it is undone at its end, so that no other one sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_BEFORE_ALL = -(10**12)
"""The age before all entry points. What modules make is numbered from here, so that no entry point takes it for its own."""


class UndoLog:
    """How to undo the changes of the current entry point.

    `now` counts the objects that were made; `since` is what it was when the entry point began: what was made later is its own.
    """

    __slots__ = ("_early", "_undoings", "now", "on_change", "since")

    def __init__(self, on_change: Callable[[Any, Any, bool], None]) -> None:
        """`on_change` is called with what is changed, with the key that is set, and whether it is older than the entry point."""
        self.on_change = on_change
        self.now = 0
        self.since = 0
        self._early = (
            _BEFORE_ALL  # of modules, which may be run in the middle of an entry point that asks for a name of theirs
        )
        self._undoings: list[Callable[[], None]] = []

    def next(self) -> int:
        """Returns the number of the next object that is made."""
        self.now += 1
        return self.now

    def is_older(self, holder: Any) -> bool:
        """Whether an object or a frame was there before the current entry point began."""
        return bool(holder.made_at <= self.since)

    def is_of_module(self, holder: Any) -> bool:
        """Whether the body of a module has made an object: it is older than every entry point."""
        return bool(holder.made_at < 0)

    def record(self, holder: Any, undo: Callable[[], None], key: Any = None) -> None:
        """Notes how to undo a change, if what is changed is older than the current entry point; `key` if one entry is set."""
        is_older = holder.made_at <= self.since
        if is_older:
            self._undoings.append(undo)
        self.on_change(holder, key, is_older)

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Runs a block as an entry point of its own, and undoes it."""
        since, undoings = self.since, self._undoings
        self.since, self._undoings = self.now, []
        try:
            yield
        finally:
            for undo in reversed(self._undoings):
                undo()
            self.since, self._undoings = since, undoings

    @contextmanager
    def later(self) -> Iterator[None]:
        """Runs a block, such as a function that somebody starts, to which all that has been made is older."""
        since, self.since = self.since, self.now
        try:
            yield
        finally:
            self.since = since

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Runs a block, such as the body of a module, whose effects stay.

        What it makes is older than every entry point, even if it runs in the middle of one that asks for a name of the module.
        """
        since, undoings = self.since, self._undoings
        self.since, self._undoings = _BEFORE_ALL, []
        later, is_outermost = self.now, self.now >= 0
        if is_outermost:
            self.now = self._early
        try:
            yield
        finally:
            if is_outermost:
                self._early, self.now = self.now, later
            self.since, self._undoings = since, undoings
