"""Conditions: which branches must have been taken for a value to be what it is.

A condition is a conjunction of literals, each an atom (a symbol that stands for a test) and its outcome, and of clauses
that exclude certain conjunctions. Two values belong together only if one execution can have both, that is if the
conjunction of their conditions does not contradict itself.
"""

from __future__ import annotations

from typing import Any

from cko_lint.flow.symbols import Symbol, symbol

Literal = tuple[Symbol, bool]

_MOST_LITERALS = 40


_COMPARING = frozenset({"==", "in", "startswith", "truth", "set"})
_REFUTED = {"<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_WITH_CONSTANTS = _COMPARING | set(_REFUTED)


class Condition:
    """A conjunction; `excluded` holds sets of literals that must not all hold.

    Conditions are made by `conjunction`, which gives one object for equal ones, so that they compare by identity.
    `subjects` are the values that its literals compare with constants, `disjunctions` the literals that stand for several
    conditions, one of which holds, or none.
    """

    __slots__ = ("disjunctions", "excluded", "literals", "subjects")

    literals: frozenset[Literal]
    excluded: frozenset[frozenset[Literal]]
    subjects: frozenset[Any]
    disjunctions: frozenset[Literal]

    def __bool__(self) -> bool:
        return self is not ALWAYS

    def __repr__(self) -> str:
        return f"Condition({sorted(map(repr, self.literals))}, {len(self.excluded)})"

    def beyond(self, base: Condition) -> Condition:
        """Returns what this condition adds to another one that it contains."""
        if self is base:
            return ALWAYS
        if base is ALWAYS:
            return self
        return conjunction(self.literals - base.literals, self.excluded - base.excluded)


_made: dict[tuple[frozenset[Literal], frozenset[frozenset[Literal]]], Condition] = {}
_joined: dict[tuple[Condition, Condition], Condition | None] = {}


def conjunction(literals: frozenset[Literal], excluded: frozenset[frozenset[Literal]] = frozenset()) -> Condition:
    """Returns the condition of these literals and clauses."""
    key = (literals, excluded)
    found = _made.get(key)
    if found is None:
        found = Condition()
        found.literals, found.excluded = literals, excluded
        found.subjects = frozenset(atom.parts[0] for atom, _ in literals if atom.kind in _WITH_CONSTANTS and atom.parts)
        found.disjunctions = frozenset(literal for literal in literals if literal[0].kind == "any")
        _made[key] = found
    return found


ALWAYS = conjunction(frozenset())


def forget_all() -> None:
    """Forgets all conditions but ALWAYS; between runs in one process."""
    _made.clear()
    _joined.clear()
    _made[(ALWAYS.literals, ALWAYS.excluded)] = ALWAYS


def both(one: Condition, other: Condition) -> Condition | None:
    """Returns the conjunction of two conditions, or None if no execution satisfies both."""
    if other is ALWAYS or one is other:
        return one
    if one is ALWAYS:
        return other
    key = (one, other)
    try:
        return _joined[key]
    except KeyError:
        found = _joined[key] = _join(one, other)
        return found


def when(atom: Symbol, outcome: bool) -> Condition:
    """Returns the condition that a test comes out as given."""
    return conjunction(frozenset(((atom, outcome),)))


def unless(condition: Condition) -> Condition:
    """Returns a condition that holds wherever the given one does not; ALWAYS where that can't be said."""
    if not condition.literals and len(condition.excluded) == 1:
        (clause,) = condition.excluded
        return conjunction(clause)
    if condition.excluded or not condition.literals:
        return ALWAYS
    if len(condition.literals) == 1:
        ((atom, outcome),) = condition.literals
        return when(atom, not outcome)
    return conjunction(frozenset(), frozenset((condition.literals,)))


def complement(condition: Condition) -> list[Condition]:
    """Returns conditions that exclude each other and hold, one of them, wherever the given one does not."""
    found = []
    if condition.literals:
        found.append(unless(conjunction(condition.literals)))
    found += [conjunction(condition.literals | clause) for clause in condition.excluded]
    return [c for c in found if _consistent(c.literals, c.excluded)]


def common(conditions: list[Condition]) -> Condition:
    """Returns what all of the given conditions have in common."""
    literals = frozenset.intersection(*(c.literals for c in conditions))
    excluded = frozenset.intersection(*(c.excluded for c in conditions))
    return conjunction(literals, excluded)


def either(conditions: list[Condition]) -> Condition:
    """Returns a condition that stands for a disjunction: what all have in common, and an atom for the rest."""
    if len(conditions) == 1:
        return conditions[0]
    atom = symbol("any", frozenset(conditions))
    joined = both(common(conditions), when(atom, True))
    return joined if joined is not None else ALWAYS


def _join(one: Condition, other: Condition) -> Condition | None:
    if other.literals <= one.literals and other.excluded <= one.excluded:
        return one
    for atom, outcome in other.literals:
        if (atom, not outcome) in one.literals:
            return None
    literals = one.literals | other.literals
    if len(literals) > _MOST_LITERALS:
        return one
    excluded = one.excluded | other.excluded
    if not one.subjects.isdisjoint(other.subjects) and not _comparisons_agree(literals):
        return None
    if not _unset_agree(literals):
        return None
    if excluded and not _clauses_agree(literals, excluded):
        return None
    disjunctions = one.disjunctions | other.disjunctions
    if disjunctions and not _disjunctions_agree(disjunctions, literals, excluded):
        return None
    return conjunction(literals, excluded)


def _disjunctions_agree(
    disjunctions: frozenset[Literal], literals: frozenset[Literal], excluded: frozenset[frozenset[Literal]]
) -> bool:
    """Whether one of the conditions that a disjunction stands for can still hold, and none of those of a negated one must."""
    plain = conjunction(literals - disjunctions, excluded)
    refused: set[frozenset[Literal]] = set()
    for atom, outcome in disjunctions:
        conditions: frozenset[Condition] = atom.parts[0]
        if outcome and all(both(plain, condition) is None for condition in conditions):
            return False
        if not outcome:
            refused.update(condition.literals for condition in conditions if not condition.excluded)
    return not refused or _clauses_agree(literals, excluded | refused)


def _unset_agree(literals: frozenset[Literal]) -> bool:
    """Whether nothing is said of the content of an environment variable, or an entry, that is not there."""
    missing = {atom.parts[0] for atom, outcome in literals if atom.kind == "set" and not outcome}
    return not missing or not any(
        outcome and atom.kind in _OF_CONTENT and atom.parts[0] in missing and atom.parts[1:] != (None,)
        for atom, outcome in literals
    )


_OF_CONTENT = frozenset({"==", "in", "startswith", "endswith", "contains", "truth"})


def _consistent(literals: frozenset[Literal], excluded: frozenset[frozenset[Literal]]) -> bool:
    if any((atom, not outcome) in literals for atom, outcome in literals):
        return False
    return _comparisons_agree(literals) and _clauses_agree(literals, excluded)


def _clauses_agree(literals: frozenset[Literal], excluded: frozenset[frozenset[Literal]]) -> bool:
    """Whether no excluded conjunction must hold; what all of a clause but one literal implies is added, and again."""
    for _ in range(4):
        derived: set[Literal] = set()
        equal = _equal(literals)
        for clause in excluded:
            open_literals = [literal for literal in clause if not _implied(literal, literals, equal)]
            if not open_literals:
                return False
            if len(open_literals) == 1:
                atom, outcome = open_literals[0]
                derived.add((atom, not outcome))
        if derived <= literals:
            return True
        literals = literals | derived
        if any((atom, not outcome) in literals for atom, outcome in derived) or not _comparisons_agree(literals):
            return False
    return True


def _equal(literals: frozenset[Literal]) -> dict[Any, Any]:
    return {
        atom.parts[0]: atom.parts[1]
        for atom, outcome in literals
        if outcome and atom.kind == "==" and not isinstance(atom.parts[1], Symbol)
    }


def _implied(literal: Literal, literals: frozenset[Literal], equal: dict[Any, Any]) -> bool:
    if literal in literals:
        return True
    atom, outcome = literal
    if atom.kind == "==" and not outcome and len(atom.parts) == 2:
        for other, is_in in literals:  # what is none of several constants is not this one
            if other.kind == "in" and not is_in and other.parts[0] is atom.parts[0]:
                if isinstance(other.parts[1], tuple) and atom.parts[1] in other.parts[1]:
                    return True
    if not equal or not atom.parts or not isinstance(atom.parts[0], Symbol) or atom.parts[0] not in equal:
        return False
    if atom.kind not in _COMPARING:
        return False
    return not _fits(atom, not outcome, equal)


def _comparisons_agree(literals: frozenset[Literal]) -> bool:
    """Whether the tests that compare one and the same value with constants can all come out as they do."""
    equal: dict[Any, Any] = {}
    for atom, outcome in literals:
        if atom.kind == "==" and outcome and not isinstance(atom.parts[1], Symbol):
            value = atom.parts[1]
            if equal.setdefault(atom.parts[0], value) != value:
                return False
    starts = [a for a, outcome in literals if outcome and a.kind == "startswith"]
    for index, atom in enumerate(starts):
        for another in starts[index + 1 :]:
            if atom.parts[0] is another.parts[0] and not _prefixes_agree(atom.parts[1], another.parts[1]):
                return False
    if not _memberships_agree(literals, equal) or not _orders_agree(literals):
        return False
    if not equal:
        return True
    return all(_fits(atom, outcome, equal) for atom, outcome in literals)


def _memberships_agree(literals: frozenset[Literal], equal: dict[Any, Any]) -> bool:
    """Whether each value that is one of some constants can still be one of them; the last one left is what it is."""
    for atom, outcome in literals:
        if atom.kind != "in" or not outcome or not isinstance(atom.parts[1], tuple):
            continue
        subject = atom.parts[0]
        left = [c for c in atom.parts[1] if all(_fits(other, is_so, {subject: c}) for other, is_so in literals)]
        if not left:
            return False
        if len(left) == 1 and equal.setdefault(subject, left[0]) != left[0]:
            return False
    return True


def _orders_agree(literals: frozenset[Literal]) -> bool:
    """Whether there is a number that is less or more than some constants as the tests of one value have it."""
    low: dict[Symbol, tuple[float, bool]] = {}
    high: dict[Symbol, tuple[float, bool]] = {}
    for atom, outcome in literals:
        if atom.kind not in _REFUTED or not isinstance(atom.parts[1], (int, float)):
            continue
        operator = atom.kind if outcome else _REFUTED[atom.kind]
        subject, bound = atom.parts[0], (atom.parts[1], operator in ("<", ">"))
        if operator in (">", ">="):
            low[subject] = max(low.get(subject, bound), bound)
        else:  # of two equal bounds the one that excludes itself is the lower one
            known = high.get(subject, bound)
            high[subject] = min(known, bound, key=lambda one: (one[0], not one[1]))
    for subject, (least, excluded) in low.items():
        most, excluded_too = high.get(subject, (float("inf"), False))
        if least > most or (least == most and (excluded or excluded_too)):
            return False
    return True


def _prefixes_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return any(a.startswith(b) or b.startswith(a) for a in one for b in other)


def _fits(atom: Symbol, outcome: bool, equal: dict[Any, Any]) -> bool:
    if not atom.parts or not isinstance(atom.parts[0], Symbol) or atom.parts[0] not in equal:
        return True
    value = equal[atom.parts[0]]
    constants = atom.parts[1] if len(atom.parts) > 1 else None
    if atom.kind == "==" and not isinstance(constants, Symbol):
        return bool(value == constants) is outcome
    if atom.kind == "in" and isinstance(constants, tuple):
        return (value in constants) is outcome
    if atom.kind == "startswith" and isinstance(value, str):
        return value.startswith(constants) is outcome  # type: ignore[arg-type]
    if atom.kind == "truth":
        return bool(value) is outcome
    if atom.kind == "set":  # an environment variable that equals something is set
        return outcome
    return True
