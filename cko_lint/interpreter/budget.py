"""The work that an entry point may cost, of which nothing that ran before takes anything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from cko_lint.logic.conditions import afresh, joins

MOST_WORK = 10_000
"""Of one entry point: steps, and joins of conditions that were not remembered, which is what takes time: half a second.

The largest of the labelled programs, and of Checkout.com's own SDK, takes a tenth of it.
"""
MOST_WORK_OF_A_MODULE = 30_000
"""Of the body of a module, which may write out tables of thousands of entries."""

_MOST_TANGLED = 3
_MOST_HALVINGS = 6


def work_after(exhausted: int) -> int:
    """Returns the work that an entry point may cost after some in its module have used up theirs.

    Where a few have, all call each other, and the next ones are no simpler: each may then cost half of what the one before
    could, down to a sixty-fourth, so that hundreds of them end in seconds.
    """
    halvings = min(max(exhausted - _MOST_TANGLED, 0), _MOST_HALVINGS)
    return MOST_WORK >> halvings


class Exhausted(Exception):
    """The budget of one entry point is used up."""


class Budget:
    """Steps, and joins of conditions that were not remembered, up to a bound."""

    def __init__(self) -> None:
        self._steps = 0
        self._bound = MOST_WORK

    def step(self) -> None:
        """Counts a step and raises Exhausted beyond the bound."""
        self._steps += 1
        if self._steps + joins() > self._bound:
            raise Exhausted

    @contextmanager
    def of_its_own(self, work: int = MOST_WORK) -> Iterator[None]:
        """Runs a block with a budget of its own."""
        steps, bound = self._steps, self._bound
        self._steps, self._bound = 0, work
        with afresh():
            try:
                yield
            finally:
                self._steps, self._bound = steps, bound
