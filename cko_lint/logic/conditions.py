"""Conditions: which tests must have come out how for a value to be what it is.

A condition is a conjunction of literals, each a test with its outcome, and of clauses: sets of literals that do not all
hold. No code outside of this package takes one apart. Equal conditions are one object.

At a bound the answer is *undecidable*: the condition then says less than it should, carries that mark, and so does
everything that is joined with it. Nothing may be reported that holds under such a condition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any
from weakref import WeakValueDictionary

from cko_lint.logic.numbering import WITH_DOMAIN, Clause, Literal, Numbering
from cko_lint.logic.terms import Either, Not, Term

MOST_LITERALS = 400
MOST_CLAUSES = 400


class Condition:
    """A conjunction; made by the functions of this module, which give one object for equal ones."""

    __slots__ = (
        "__weakref__", "_about", "_bits", "_clauses", "_denied", "_either", "_literals", "_never", "_own", "_own_refuted",
        "_refuted", "_rules", "_run", "_subjects", "is_undecidable",
    )  # fmt: skip

    _literals: frozenset[Literal]
    _clauses: frozenset[Clause]
    is_undecidable: bool
    _subjects: frozenset[Any]
    """What the literals test, of which there are domains."""
    _either: frozenset[Either]
    """The disjunctions that hold, and those that do not."""
    _denied: frozenset[Either]
    _run: int
    """Of which run the following are."""
    _own: int
    """The literals, and what these refute one by one."""
    _own_refuted: int
    _bits: int
    """What holds: the literals, and what the clauses make of them; what that refutes; what it tests."""
    _refuted: int
    _about: frozenset[Any]
    _rules: frozenset[int]
    """What does not hold together: the clauses, and the conditions of disjunctions that do not hold."""
    _never: bool

    def __bool__(self) -> bool:
        return self is not ALWAYS

    def __repr__(self) -> str:
        return f"Condition({self.explain()})"

    def beyond(self, base: Condition) -> Condition:
        """Returns what this condition adds to another one that it implies."""
        if self is base:
            return ALWAYS
        if base is ALWAYS:
            return self
        return made_of(self._literals - base._literals, self._clauses - base._clauses, self.is_undecidable)

    def explain(self) -> str:
        """Returns the condition in words."""
        parts = sorted(map(_shown, self._literals))
        parts += sorted(f"not all of ({', '.join(sorted(map(_shown, clause)))})" for clause in self._clauses)
        return (" and ".join(parts) or "always") + (" (undecidable)" if self.is_undecidable else "")


def _shown(literal: Literal) -> str:
    return f"{literal[0]!r} is {literal[1]}"


_conditions: WeakValueDictionary[tuple[Any, ...], Condition] = WeakValueDictionary()
oriented: WeakValueDictionary[frozenset[frozenset[Condition]], Either] = WeakValueDictionary()


_runs = count(1)


class _Run:
    """What is remembered while one entry point runs, and how many joins it has taken."""

    __slots__ = ("joins", "memo", "number", "numbering", "spans", "with_clauses")

    def __init__(self) -> None:
        self.number = next(_runs)
        self.joins = 0
        self.memo: dict[tuple[Condition, Condition], Condition | None] = {}
        self.numbering = Numbering()
        self.spans: dict[Either, int] = {}
        self.with_clauses: dict[Either, list[tuple[int, list[int]]]] = {}


_run = _Run()


@contextmanager
def afresh() -> Iterator[None]:
    """Runs a block as if no conditions had been joined before: what it costs does not depend on what ran before."""
    global _run  # noqa: PLW0603, the one state of this module
    outer, _run = _run, _Run()
    try:
        yield
    finally:
        _run = outer


def joins() -> int:
    """Returns how many joins that were not remembered the current block has taken."""
    return _run.joins


def forget_all() -> None:
    """Forgets all conditions but ALWAYS; between runs in one process."""
    global _run  # noqa: PLW0603
    _run = _Run()
    _conditions.clear()
    oriented.clear()
    for condition in (ALWAYS, UNDECIDABLE):
        condition._run = 0
        _conditions[(condition._literals, condition._clauses, condition.is_undecidable)] = condition


def made_of(
    literals: frozenset[Literal], clauses: frozenset[Clause] = frozenset(), is_undecidable: bool = False
) -> Condition:
    """Returns the one condition of some literals and clauses; for the modules of this package."""
    found = _conditions.get((literals, clauses, is_undecidable))
    if found is None:
        found = _new(literals, clauses, is_undecidable)
        found._subjects = frozenset([term.parts[0] for term, _ in literals if isinstance(term, WITH_DOMAIN)])
        eithers = [literal for literal in literals if isinstance(literal[0], Either)]
        found._either = frozenset([term for term, outcome in eithers if outcome])  # type: ignore[misc]
        found._denied = frozenset([term for term, outcome in eithers if not outcome])  # type: ignore[misc]
    return found


def _new(literals: frozenset[Literal], clauses: frozenset[Clause], is_undecidable: bool) -> Condition:
    found = _conditions[(literals, clauses, is_undecidable)] = Condition()
    found._literals, found._clauses, found.is_undecidable, found._run = literals, clauses, is_undecidable, 0
    return found


ALWAYS = made_of(frozenset())
UNDECIDABLE = made_of(frozenset(), is_undecidable=True)
"""What takes the place of a condition that would be too large."""


def _number(condition: Condition) -> None:
    """Gives a condition its bit sets under the current numbering."""
    numbering = _run.numbering
    bits = numbering.bits(condition._literals)
    condition._run = _run.number
    condition._own = condition._bits = bits
    condition._own_refuted = condition._refuted = numbering.refuted_by(bits)
    condition._rules = _rules_of(condition)
    condition._about = condition._subjects
    condition._never = True
    if condition._bits & condition._refuted or not all(numbering.fit(bits, s) for s in condition._subjects):
        return
    if condition._rules or condition._either or condition._denied:
        eithers = list(condition._either)
        settled = _settled(bits, condition._refuted, condition._rules, list(condition._rules), eithers, eithers)
        if settled is None or _must_one_hold(condition._denied, *settled):
            return
        condition._bits, condition._refuted = settled
        condition._about |= numbering.subjects(condition._bits & ~bits)
    condition._never = False


def _rules_of(condition: Condition) -> frozenset[int]:
    numbering = _run.numbering
    rules = [numbering.clause(clause) for clause in condition._clauses]
    for either in condition._denied:
        rules += [numbering.clause(c._literals) for c in either.conditions if not c._clauses]
    return frozenset(rules)


# ------------------------------------------------------------------------- making


def when(term: Term, outcome: bool) -> Condition:
    """Returns the condition that a test comes out as given."""
    while isinstance(term, Not):
        term, outcome = term.test, not outcome
    return made_of(frozenset(((term, outcome),)))


def conjoin(one: Condition, other: Condition) -> Condition | None:
    """Returns the condition that both hold, or None if no execution satisfies both."""
    if other is ALWAYS or one is other:
        return one
    if one is ALWAYS:
        return other
    memo = _run.memo
    key = (one, other)
    try:
        return memo[key]
    except KeyError:
        _run.joins += 1
        found = memo[key] = _joined(one, other)
        return found


# ---------------------------------------------------------------------- questions


def is_satisfiable(condition: Condition) -> bool:
    """Whether an execution may satisfy a condition at all."""
    if condition._run != _run.number:
        _number(condition)
    return not condition._never


def tests_of(condition: Condition) -> Iterator[tuple[Term, bool]]:
    """Yields the tests that must have come out so where a condition holds."""
    yield from condition._literals


def alternatives_of(condition: Condition) -> Iterator[Condition]:
    """Yields the conditions of the disjunctions that hold where a condition does: one of each."""
    for term, outcome in condition._literals:
        if outcome and isinstance(term, Either):
            yield from term.conditions


def parts_of(condition: Condition) -> tuple[frozenset[Literal], frozenset[Clause]]:
    """Returns the literals of a condition, and its clauses, the literals of each of which do not all hold: to put it in words."""
    return condition._literals, condition._clauses


def all_tests_of(condition: Condition) -> Iterator[tuple[Term, bool]]:
    """Yields the tests that a condition is about; of some of them only one must have come out as it says.

    A condition may be in many disjunctions of others: each is looked at once for the case that it holds, and once for the other.
    """
    pending, seen = [(condition, True)], {(condition, True)}
    while pending:
        current, holds = pending.pop()
        yield from ((term, outcome is holds) for term, outcome in current._literals)
        for clause in current._clauses:
            yield from ((term, outcome is not holds) for term, outcome in clause)
        for eithers, outcome in ((current._either, holds), (current._denied, not holds)):
            found = {(inner, outcome) for either in eithers for inner in either.conditions} - seen
            seen |= found
            pending += found


def evaluate(
    condition: Condition,
    outcome_of: Callable[[Term], bool | None],
    is_meant: Callable[[Condition], bool] | None = None,
) -> bool | None:
    """Returns whether a condition holds if tests come out as told; None where these do not decide it.

    Of the conditions of a disjunction only those that are meant count, if there are any.
    """
    outcomes = [_outcome(literal, outcome_of, is_meant) for literal in condition._literals]
    for clause in condition._clauses:
        inner = [_outcome(literal, outcome_of, is_meant) for literal in clause]
        outcomes.append(True if False in inner else None if None in inner else False)
    if False in outcomes:
        return False
    return None if None in outcomes or condition.is_undecidable else True


def _outcome(
    literal: Literal, outcome_of: Callable[[Term], bool | None], is_meant: Callable[[Condition], bool] | None
) -> bool | None:
    term, outcome = literal
    if not isinstance(term, Either):
        found = outcome_of(term)
        return None if found is None else found is outcome
    meant = list(filter(is_meant, term.conditions)) if is_meant is not None else []
    inner = [evaluate(condition, outcome_of, is_meant) for condition in meant or term.conditions]
    holds = True if True in inner else None if None in inner else False
    return None if holds is None else holds is outcome


# ------------------------------------------------------------------------ joining


def _joined(one: Condition, other: Condition) -> Condition | None:
    numbering = _run.numbering
    for condition in (one, other):
        if condition._run != _run.number:
            _number(condition)
        if condition._never:
            return None
    if one._bits & other._refuted or other._bits & one._refuted:
        return None
    is_undecidable = one.is_undecidable or other.is_undecidable
    if one.is_undecidable is is_undecidable and _covers(one, other):
        return one
    if other.is_undecidable is is_undecidable and _covers(other, one):
        return other
    settled = _together(one, other)
    if settled is None:
        return None
    literals, clauses = one._literals | other._literals, one._clauses | other._clauses
    if len(literals) > MOST_LITERALS or len(clauses) > MOST_CLAUSES:
        return made_of(one._literals, one._clauses, True)
    own, own_refuted = one._own | other._own, one._own_refuted | other._own_refuted
    if clauses:
        said = numbering.satisfied(clauses, own, own_refuted)
        clauses = clauses.difference(said) if said else clauses
    found = _conditions.get((literals, clauses, is_undecidable))
    if found is None:
        found = _new(literals, clauses, is_undecidable)
        found._subjects = one._subjects | other._subjects
        found._either, found._denied = one._either | other._either, one._denied | other._denied
    if found._run != _run.number:
        bits, refuted = settled
        found._own, found._own_refuted, found._run, found._never = own, own_refuted, _run.number, False
        found._bits, found._refuted = bits, refuted
        found._rules = one._rules | other._rules
        if found._rules:
            found._rules = frozenset([rule for rule in found._rules if not rule & refuted])
        found._about = one._about | other._about
        derived = bits & ~(one._bits | other._bits)
        if derived:
            found._about |= numbering.subjects(derived)
    return found


def _covers(one: Condition, other: Condition) -> bool:
    """Whether one condition says all that another one does."""
    return other._literals <= one._literals and other._clauses <= one._clauses


def _together(one: Condition, other: Condition) -> tuple[int, int] | None:
    """Returns what holds and what is refuted where two conditions hold; None if they cannot."""
    numbering = _run.numbering
    bits, refuted = one._bits | other._bits, one._refuted | other._refuted
    about = 0
    for subject in one._about & other._about:
        about |= numbering.about(subject)
        if not numbering.fit(bits, subject):
            return None
    rules = one._rules | other._rules
    eithers = one._either | other._either
    denied = one._denied | other._denied
    if not (rules or eithers or denied):
        return bits, refuted
    pending: list[int] = []
    asked: list[Either] = []
    doubted: list[Either] = []
    for condition, added in ((one, other), (other, one)):
        touched = added._bits | added._refuted | about
        if condition._rules:
            pending += [rule for rule in condition._rules if rule & touched]
        if condition._either:
            asked += [either for either in condition._either if _span(either) & touched]
        if condition._denied:
            doubted += [either for either in condition._denied if _span(either) & touched]
    settled = _settled(bits, refuted, rules, pending, list(eithers), asked) if pending or asked else (bits, refuted)
    if settled is None or _must_one_hold(doubted if settled[0] == bits else denied, *settled):
        return None
    return settled


def _settled(
    bits: int, refuted: int, rules: frozenset[int], pending: list[int], eithers: list[Either], asked: list[Either]
) -> tuple[int, int] | None:
    """Returns what literals make hold and refute, with clauses and disjunctions; None if they cannot all hold.

    `pending` and `asked` are those of the clauses and disjunctions that may say something new.
    """
    numbering = _run.numbering
    while True:
        found = numbering.agree(pending, rules, bits, refuted)
        if found is None:
            return None
        if found[0] != bits:
            asked = eithers
        bits, refuted = found
        forced = 0
        for either in asked:
            possible = [c for c in _alternatives(either) if not (c._bits & refuted or c._refuted & bits)]
            if not possible:
                return None
            if len(possible) == 1:
                forced |= possible[0]._bits
        forced &= ~bits
        if not forced:
            return bits, refuted
        extended = numbering.extended(bits, refuted, forced)
        if extended is None:
            return None
        bits, refuted = extended
        pending, asked = list(rules), eithers


def _alternatives(either: Either) -> list[Condition]:
    """Returns the conditions of which one holds, without those that never do."""
    for condition in either.conditions:
        if condition._run != _run.number:
            _number(condition)
    return [condition for condition in either.conditions if not condition._never]


def _span(either: Either) -> int:
    """Returns the literals that decide which conditions of a disjunction can hold."""
    span = _run.spans.get(either)
    if span is None:
        span = 0
        for condition in _alternatives(either):
            span |= condition._bits | condition._refuted
            for rule in condition._rules:
                span |= rule
        _run.spans[either] = span
    return span


def _must_one_hold(denied: Iterable[Either], bits: int, refuted: int) -> bool:
    """Whether literals imply one of the conditions with clauses of disjunctions that do not hold."""
    numbering = _run.numbering
    for either in denied:
        for literals, clauses in _with_clauses(either):
            missing = literals & ~bits
            if missing & ~numbering.with_domain or not numbering.implies_all(bits, missing):
                continue
            if all(numbering.is_satisfied(clause, bits, refuted) for clause in clauses):
                return True
    return False


def _with_clauses(either: Either) -> list[tuple[int, list[int]]]:
    """Returns those conditions of a disjunction that have clauses, as bit sets."""
    found = _run.with_clauses.get(either)
    if found is None:
        numbering = _run.numbering
        found = _run.with_clauses[either] = [
            (numbering.clause(condition._literals), [numbering.clause(clause) for clause in condition._clauses])
            for condition in either.conditions
            if condition._clauses
        ]
    return found
