"""The work that an entry point may cost, of which nothing that ran before takes anything, and that those of a module may."""

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
MOST_WORK_ASIDE = 2_000
"""Of what is run to see what it leaves behind, such as a method that sets attributes."""

SENDING = 40_000
"""Of the functions of a module that send requests themselves, together, if it is small."""
CALLING = 35_000
"""Of all others, of what initialisers make of unknown arguments, and of what is run aside: of each kind."""
_BYTES_PER_WORK = 8
_MOST_TANGLED = 1
_MOST_HALVINGS = 6
_LEAST_SHARE = 20


class Exhausted(Exception):
    """The budget of one entry point is used up."""


class Account:
    """What is left of the work that the entry points of a module may cost together, which is in proportion to its size.

    Each of them may use up half of what is left, and after the first that has used up its own, half as much as the one before: so
    hundreds that all call each other end in seconds, and one that takes little is run whatever the others took. The size is in
    bytes, and what is taken is not time: what is found must not depend on the machine.
    """

    def __init__(self, least: int, size: int) -> None:
        self.left = least + size // _BYTES_PER_WORK
        self._exhausted = 0

    def take(self, work: int, finished: bool) -> None:
        """Takes what one of them has cost; one that was run to its end has cost half of that, for it was worth it."""
        self.left -= work // 2 if finished else work
        self._exhausted += not finished

    def share(self, most: int = MOST_WORK) -> int:
        """Returns what the next one may cost; 0 if that is too little to begin with."""
        share = min(self.left // 2, most, MOST_WORK >> min(max(self._exhausted - _MOST_TANGLED, 0), _MOST_HALVINGS))
        return share if share >= _LEAST_SHARE else 0


class Budget:
    """Steps, and joins of conditions that were not remembered, up to a bound.

    `spent` is what all blocks that are over have cost together.
    """

    def __init__(self) -> None:
        self._steps = 0
        self._bound = MOST_WORK
        self.spent = 0
        self._exhausted = False

    @property
    def taken(self) -> int:
        """What the current block has cost so far."""
        return self._steps + joins()

    @property
    def left(self) -> int:
        """What the current block may still cost."""
        return max(self._bound - self.taken, 0)

    def step(self) -> None:
        """Counts a step and raises Exhausted beyond the bound."""
        self._steps += 1
        if self._steps + joins() > self._bound:
            self._exhausted = True
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
                self.spent += self._steps + joins()
                self._steps, self._bound = steps, bound

    @contextmanager
    def within(self, most: int) -> Iterator[None]:
        """Runs a block that may cost some work, and no more than the block around it, of whose cost its own is a part."""
        before = self.spent
        try:
            with self.of_its_own(min(most, self.left)):
                yield
        finally:
            self._steps += self.spent - before
            self.spent = before

    @contextmanager
    def charged(self, account: Account | None) -> Iterator[None]:
        """Runs a block whose cost is taken from an account, if from any, and not from one that is charged around it.

        One that uses up its own budget costs more than one that comes to its end.
        """
        before, exhausted = self.spent, self._exhausted
        self._exhausted = False
        try:
            yield
        finally:
            if account is not None:
                account.take(self.spent - before, not self._exhausted)
            self.spent, self._exhausted = before, exhausted
