"""The algebra of conditions: not, or, what is left where branches meet, and what follows from what."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import prod

from cko_lint.logic.conditions import (
    ALWAYS,
    UNDECIDABLE,
    Condition,
    conjoin,
    is_satisfiable,
    made_of,
    oriented,
    when,
)
from cko_lint.logic.numbering import Clause, Literal
from cko_lint.logic.terms import Either, Term


def negate(condition: Condition) -> Condition:
    """Returns the condition that another one does not hold; of ALWAYS, for want of a condition that never does, itself."""
    if condition.is_undecidable:
        return UNDECIDABLE
    if not condition:
        return ALWAYS
    ways = _ways(condition)
    if len(ways) == 1:
        return _excluding(ways[0])
    clauses = frozenset(way for way in ways if len(way) > 1)
    return made_of(frozenset((term, not outcome) for way in ways if len(way) == 1 for term, outcome in way), clauses)


def complement(condition: Condition) -> list[Condition]:
    """Returns conditions of which one holds wherever the given one does not, and none where it does."""
    if condition.is_undecidable:
        return [UNDECIDABLE]
    found = [_excluding(condition._literals)] if condition._literals else []
    found += [made_of(condition._literals | clause) for clause in condition._clauses]
    return [c for c in found if is_satisfiable(c)]


def disjoin(conditions: Iterable[Condition]) -> Condition:
    """Returns the condition that one of some conditions holds: what all have in common, and a test that stands for the rest."""
    left = _merged(list(conditions))
    if len(left) == 1:
        return left[0]
    if any(condition.is_undecidable for condition in left):
        return UNDECIDABLE
    shared = _common(left)
    clause = _as_clause([condition.beyond(shared) for condition in left])
    rest = _excluding(clause) if clause is not None else when(Either(frozenset(left)), True)
    return conjoin(shared, rest) or rest


def partition(yes: list[Condition], no: list[Condition]) -> tuple[Condition | None, Condition | None]:
    """Returns when one of some conditions holds, and when one of others; these exclude each other. None for never."""
    if not yes or not no:
        return (disjoin(yes) if yes else None), (disjoin(no) if no else None)
    yes, no = _merged(yes), _merged(no)
    if len(yes) == 1 and len(no) == 1:
        return yes[0], no[0]
    if any(condition.is_undecidable for condition in (*yes, *no)):
        return UNDECIDABLE, UNDECIDABLE
    if len(yes) == 1 and not yes[0]._clauses:
        return yes[0], _opposite(yes[0], no)
    if len(no) == 1 and not no[0]._clauses:
        return _opposite(no[0], yes), no[0]
    return _by_either(yes, no)


def _opposite(single: Condition, several: list[Condition]) -> Condition:
    """One side of a test is a plain conjunction; the other is exactly its negation."""
    return conjoin(_common(several), negate(single)) or disjoin(several)


def _by_either(yes: list[Condition], no: list[Condition]) -> tuple[Condition, Condition]:
    """Both sides are disjunctions: one test stands for both, the same one when it is asked the other way round."""
    held = frozenset(yes)
    pair = frozenset((held, frozenset(no)))
    test = oriented.get(pair)
    if test is None:
        test = oriented[pair] = Either(held)
    outcome = test.conditions == held
    sides = (_common(yes), when(test, outcome)), (_common(no), when(test, not outcome))
    first, second = (conjoin(shared, side) or side for shared, side in sides)
    return first, second


def meet_again(base: Condition, branches: Iterable[tuple[Condition, Condition]]) -> Condition:
    """Returns what holds behind branches that began on one path and go on: each is given by its start and its end.

    That one of them was taken tells nothing; what one has ruled out since its start is ruled out wherever it was taken.
    """
    clauses: set[Clause] = set()
    is_undecidable = base.is_undecidable
    for start, end in branches:
        added = end.beyond(start)
        is_undecidable = is_undecidable or (added.is_undecidable and not start.is_undecidable)
        if not added._literals and not added._clauses:
            continue
        for own in _ways(start.beyond(base)):
            clauses.update(own | {(term, not outcome)} for term, outcome in added._literals)
            clauses.update(own | clause for clause in added._clauses)
    if not clauses and is_undecidable is base.is_undecidable:
        return base
    found = conjoin(base, made_of(frozenset(), frozenset(clauses), is_undecidable))
    return found if found is not None else base


_MOST_WAYS = 16


def _ways(condition: Condition) -> list[frozenset[Literal]]:
    """Returns conjunctions of literals of which one holds where a condition does, and none where it does not."""
    if prod(len(clause) for clause in condition._clauses) > _MOST_WAYS:
        return [frozenset(((Either(frozenset((condition,))), True),))]
    found = [condition._literals]
    for clause in condition._clauses:
        found = [way | {(term, not outcome)} for way in found for term, outcome in clause]
    return found


def without(condition: Condition, forgets: Callable[[Term], bool]) -> Condition:
    """Returns a condition without those of its literals whose test is to be forgotten."""
    kept = frozenset(literal for literal in condition._literals if not forgets(literal[0]))
    if len(kept) == len(condition._literals):
        return condition
    return made_of(kept, condition._clauses, condition.is_undecidable)


def _excluding(literals: Clause) -> Condition:
    """Returns the condition that some literals do not all hold."""
    if len(literals) == 1:
        ((term, outcome),) = literals
        return made_of(frozenset(((term, not outcome),)))
    return made_of(frozenset(), frozenset((literals,)))


def _common(conditions: list[Condition]) -> Condition:
    """Returns what all of some conditions have in common."""
    literals = frozenset.intersection(*(c._literals for c in conditions))
    clauses = frozenset.intersection(*(c._clauses for c in conditions))
    return made_of(literals, clauses)


def _as_clause(conditions: list[Condition]) -> Clause | None:
    """Returns the literals that do not all hold where one of some conditions holds, if these say no more than that."""
    if any(condition._clauses for condition in conditions):
        return None
    alone = {literal for c in conditions if len(c._literals) == 1 for literal in c._literals}
    opposites = {(term, not outcome) for term, outcome in alone}
    for condition in conditions:  # in `a or not a and b` it says nothing that a does not hold
        if len(condition._literals) > 1:
            left = condition._literals - opposites
            if len(left) != 1:
                return None
            opposites |= {(term, not outcome) for term, outcome in left}
    return frozenset(opposites)


# ------------------------------------------------------------------------ merging


def merge(one: Condition, other: Condition) -> Condition | None:
    """Returns the condition that one of two holds where one condition says that exactly, else None.

    So `c` and `not c` are ALWAYS: what makes no difference is forgotten.
    """
    if one is other:
        return one
    if one is ALWAYS or other is ALWAYS:
        return ALWAYS
    if one.is_undecidable is not other.is_undecidable:
        return None
    added, removed = one._literals - other._literals, other._literals - one._literals
    if one._clauses == other._clauses:
        if not added or not removed:
            return other if not removed else one
        if len(added) == 1 and len(removed) == 1 and _are_opposites(added, removed):
            return made_of(one._literals & other._literals, one._clauses, one.is_undecidable)
        return None
    if not removed and added and other._clauses - one._clauses == {added} and one._clauses <= other._clauses:
        return made_of(other._literals, one._clauses, one.is_undecidable)
    if not added and removed and one._clauses - other._clauses == {removed} and other._clauses <= one._clauses:
        return made_of(one._literals, other._clauses, one.is_undecidable)
    return None


def _are_opposites(one: frozenset[Literal], other: frozenset[Literal]) -> bool:
    ((term, outcome),) = one
    return (term, not outcome) in other


def _merged(conditions: list[Condition]) -> list[Condition]:
    """Returns conditions of which one holds where one of the given ones does, as few as are found easily."""
    found: list[Condition] = []
    for condition in conditions:
        at = 0
        while at < len(found):
            whole = merge(found[at], condition)
            if whole is None:
                at += 1
                continue
            del found[at]
            condition, at = whole, 0
        found.append(condition)
    return found


# ---------------------------------------------------------------------- questions


def implies(one: Condition, other: Condition) -> bool:
    """Whether one condition is known to hold only where another one does."""
    if other is ALWAYS or one is other:
        return True
    if other.is_undecidable:
        return False
    opposites = complement(other)
    return all(conjoin(one, opposite) is None for opposite in opposites)
