"""Domains: the values that one subject can have, as far as tests of it tell.

A test that comes out one way is a domain; `meet` is what satisfies two of them. The domain of no value at all is None.

What a test says of a value that it is not made for is left open: a number may have been tested as the text that it is
written as, so only of a string constant is it known how it begins.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from cko_lint.logic.terms import (
    Compare,
    Contains,
    EndsWith,
    Equals,
    IsSet,
    OneOf,
    StartsWith,
    Term,
    Truth,
)

_NOTHING: frozenset[Any] = frozenset()


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers between two bounds, each with whether it is left out itself."""

    low: tuple[float, bool] | None = None
    high: tuple[float, bool] | None = None

    def __contains__(self, number: float) -> bool:
        """Whether a number is between the bounds."""
        if self.low is not None and (number < self.low[0] or (number == self.low[0] and self.low[1])):
            return False
        return self.high is None or number < self.high[0] or (number == self.high[0] and not self.high[1])

    @property
    def are_any(self) -> bool:
        """Whether there is no bound."""
        return self.low is None and self.high is None

    @property
    def are_none(self) -> bool:
        """Whether no number is between the bounds."""
        if self.low is None or self.high is None:
            return False
        return self.low[0] > self.high[0] or (self.low[0] == self.high[0] and (self.low[1] or self.high[1]))

    @property
    def only(self) -> float | None:
        """The one number between the bounds, if there is one only."""
        if self.low is None or self.high is None or self.low[0] != self.high[0]:
            return None
        return self.low[0]

    def meet(self, other: Numbers) -> Numbers:
        """Returns the numbers that are in both."""
        lows = [low for low in (self.low, other.low) if low is not None]
        highs = [high for high in (self.high, other.high) if high is not None]
        return Numbers(max(lows, default=None), min(highs, key=lambda bound: (bound[0], not bound[1]), default=None))


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts that begin, end and go on as tests have it; of several beginnings or ends in one set, one is there."""

    starts: frozenset[frozenset[str]] = _NOTHING
    ends: frozenset[frozenset[str]] = _NOTHING
    holds: frozenset[str] = _NOTHING
    starts_not: frozenset[str] = _NOTHING
    ends_not: frozenset[str] = _NOTHING
    holds_not: frozenset[str] = _NOTHING
    is_text: bool = False
    """Whether the subject is a text for certain: what only may hold texts can hold `ab` without `a`."""

    def __contains__(self, text: str) -> bool:
        """Whether a text is one of them."""
        return (
            all(text.startswith(tuple(pieces)) for pieces in self.starts)
            and all(text.endswith(tuple(pieces)) for pieces in self.ends)
            and all(piece in text for piece in self.holds)
            and not text.startswith(tuple(self.starts_not))
            and not text.endswith(tuple(self.ends_not))
            and not any(piece in text for piece in self.holds_not)
        )

    @property
    def are_none(self) -> bool:
        """Whether no text is so. A long enough one has each beginning, piece and end apart from the others."""
        if not self.is_text:
            return not self.holds.isdisjoint(self.holds_not)
        pieces = [piece for piece in self.holds if self._may_hold(piece)]
        if len(pieces) < len(self.holds) or "" in self.holds_not:
            return True
        return not (self._has_start() and self._has_end())

    def _may_hold(self, text: str) -> bool:
        return not any(piece in text for piece in self.holds_not)

    def _has_start(self) -> bool:
        candidates = {piece for pieces in self.starts for piece in pieces} if self.starts else {""}
        return any(
            all(candidate.startswith(tuple(pieces)) for pieces in self.starts)
            and not candidate.startswith(tuple(self.starts_not))
            and self._may_hold(candidate)
            for candidate in candidates
        )

    def _has_end(self) -> bool:
        candidates = {piece for pieces in self.ends for piece in pieces} if self.ends else {""}
        return any(
            all(candidate.endswith(tuple(pieces)) for pieces in self.ends)
            and not candidate.endswith(tuple(self.ends_not))
            and self._may_hold(candidate)
            for candidate in candidates
        )

    def meet(self, other: Texts) -> Texts:
        """Returns the texts that are in both."""
        return Texts(
            self.starts | other.starts,
            self.ends | other.ends,
            self.holds | other.holds,
            self.starts_not | other.starts_not,
            self.ends_not | other.ends_not,
            self.holds_not | other.holds_not,
            self.is_text or other.is_text,
        )


_ANY_NUMBERS = Numbers()
_ANY_TEXTS = Texts()


@dataclass(frozen=True, slots=True)
class Domain:
    """Some of all values, and "not set"."""

    among: frozenset[Any] | None = None
    """The constants that it is one of; None if it can be anything."""
    apart_from: frozenset[Any] = _NOTHING
    numbers: Numbers = _ANY_NUMBERS
    texts: Texts = _ANY_TEXTS
    truth: bool | None = None
    is_set: bool | None = None
    has_content: bool = False
    """Whether a test has found something in it, or could be made at all, so that it is set."""

    def meet(self, other: Domain) -> Domain | None:
        """Returns the values that are in both, None if there are none."""
        if None not in (self.truth, other.truth) and self.truth is not other.truth:
            return None
        if None not in (self.is_set, other.is_set) and self.is_set is not other.is_set:
            return None
        among = self.among if other.among is None else other.among if self.among is None else self.among & other.among
        return Domain(
            among,
            self.apart_from | other.apart_from,
            self.numbers.meet(other.numbers),
            self.texts.meet(other.texts),
            self.truth if other.truth is None else other.truth,
            self.is_set if other.is_set is None else other.is_set,
            self.has_content or other.has_content,
        ).checked()

    def checked(self) -> Domain | None:
        """Returns this domain without what it rules out itself, None if nothing is left."""
        if self.is_set is False:
            return None if self.has_content else self
        if self.texts.are_none or self.numbers.are_none or self._leaves_no_number():
            return self._unset()
        if self.among is None:
            return self
        left = frozenset(constant for constant in self.among if self._admits(constant))
        return replace(self, among=left) if left else self._unset()

    def _unset(self) -> Domain | None:
        """Returns what is left if the subject can be nothing: that it is not set, if that can be."""
        return None if self.is_set or self.has_content else replace(self, is_set=False)

    def _leaves_no_number(self) -> bool:
        """Whether it must be a number, and none is left."""
        if self.numbers.are_any or self.among is not None:
            return False
        if self.truth is False:  # of all numbers only zero is not true
            return not self._admits(0)
        only = self.numbers.only
        return only is not None and not self._admits(only)

    def _admits(self, constant: Any) -> bool:
        """Whether a constant can be what is left."""
        if constant in self.apart_from:
            return False
        if self.truth is not None and isinstance(constant, _PLAIN) and bool(constant) is not self.truth:
            return False
        if isinstance(constant, (int, float)):
            return constant in self.numbers
        if (
            not constant and not self.numbers.are_any
        ):  # a text may have been compared as the number in it: not an empty one
            return False
        return not isinstance(constant, str) or constant in self.texts


_PLAIN = (str, bytes, int, float, type(None))


def domain_of(test: Term, outcome: bool) -> Domain | None:
    """Returns the values for which a test comes out so, None if there are none; all of them where that can't be said."""
    found = _of_true(test) if outcome else _of_false(test)
    return found.checked()


def _of_true(test: Term) -> Domain:
    match test:
        case Equals():
            return Domain(frozenset((test.constant,)), has_content=True)
        case OneOf():
            return Domain(frozenset(test.constants), has_content=True)
        case StartsWith():
            return Domain(texts=Texts(starts=frozenset((frozenset(test.pieces),)), is_text=True), has_content=True)
        case EndsWith():
            return Domain(texts=Texts(ends=frozenset((frozenset(test.pieces),)), is_text=True), has_content=True)
        case Contains():
            return Domain(texts=Texts(holds=frozenset((test.piece,))), has_content=True)
        case Compare():
            return Domain(numbers=_numbers(test.kind, test.bound), has_content=True)
        case Truth():
            return Domain(truth=True, has_content=True)
        case IsSet():
            return Domain(is_set=True)
    return Domain()


def _of_false(test: Term) -> Domain:
    match test:
        case Equals():
            return Domain(apart_from=frozenset((test.constant,)))
        case OneOf():
            return Domain(apart_from=frozenset(test.constants))
        case StartsWith():
            return Domain(texts=Texts(starts_not=frozenset(test.pieces), is_text=True))
        case EndsWith():
            return Domain(texts=Texts(ends_not=frozenset(test.pieces), is_text=True))
        case Contains():
            return Domain(texts=Texts(holds_not=frozenset((test.piece,))))
        case Compare():
            return Domain(numbers=_numbers(_OPPOSITE[test.kind], test.bound), has_content=True)
        case Truth():
            return Domain(truth=False)
        case IsSet():
            return Domain(is_set=False)
    return Domain()


_OPPOSITE = {"<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def _numbers(operator: str, bound: float) -> Numbers:
    limit = (bound, operator in ("<", ">"))
    return Numbers(low=limit) if operator in (">", ">=") else Numbers(high=limit)
