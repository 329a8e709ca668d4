"""The algebra of conditions against brute force: every assignment of values to subjects, and no Python program."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cko_lint.logic import conditions as logic
from cko_lint.logic.algebra import complement, disjoin, implies, meet_again, merge, negate, partition
from cko_lint.logic.conditions import ALWAYS, UNDECIDABLE, Condition, conjoin, when
from cko_lint.logic.terms import (
    Compare,
    Contains,
    EndsWith,
    Equals,
    IsSet,
    Not,
    OneOf,
    SameAs,
    StartsWith,
    Term,
    Truth,
    symbol,
)

NOTHING = object()


@dataclass(frozen=True)
class Value:
    """A value as tests see it: what it equals, how it reads as a text and as a number, what is in it if it is no text."""

    constant: Any = NOTHING
    text: str | None = None
    number: float = 0
    truth: bool = True
    is_set: bool = True
    members: frozenset[str] = frozenset()


def outcome(test: Term, value: Value) -> bool | None:
    """How a test comes out for a value of its subject; None if a program would fail there."""
    match test:
        case IsSet():
            return value.is_set
        case Compare():
            is_number = value.is_set and (bool(value.constant) or isinstance(value.constant, (int, float)))
            return None if not is_number else compare(value.number, test.kind, test.bound)
        case Equals():
            return value.is_set and value.constant is not NOTHING and bool(value.constant == test.constant)
        case OneOf():
            return value.is_set and value.constant is not NOTHING and value.constant in test.constants
        case Truth():
            return value.is_set and value.truth
    if not value.is_set:
        return False
    match test:
        case Contains():
            return test.piece in (value.members if value.text is None else value.text)
        case StartsWith():
            return None if value.text is None else value.text.startswith(test.pieces)
        case EndsWith():
            return None if value.text is None else value.text.endswith(test.pieces)
    raise AssertionError(test)


def compare(number: float, operator: str, bound: float) -> bool:
    return {"<": number < bound, "<=": number <= bound, ">": number > bound, ">=": number >= bound}[operator]


# ------------------------------------------------------------------------ values


def values_for(tests: list[Term]) -> Iterator[Value]:
    """Yields values of which one satisfies whatever outcomes of these tests any value satisfies."""
    constants = {
        c
        for t in tests
        for c in ((t.constant,) if isinstance(t, Equals) else t.parts[1] if isinstance(t, OneOf) else ())
    }
    bounds = sorted({t.bound for t in tests if isinstance(t, Compare)})
    numbers = {0.0, *bounds, *(low + (high - low) * 0.4 for low, high in itertools.pairwise(bounds))}
    numbers |= {bounds[0] - 0.7, bounds[-1] + 0.7} if bounds else set()
    texts = set(texts_for(tests)) | {c for c in constants if isinstance(c, str)}
    pieces = [t.piece for t in tests if isinstance(t, Contains)]
    yield Value(is_set=False)
    for constant in constants:
        reads_as = {constant} if isinstance(constant, str) else texts | {None}
        counts_as = {constant} if isinstance(constant, (int, float)) else numbers
        members = {frozenset(some) for n in range(len(pieces) + 1) for some in itertools.combinations(pieces, n)}
        for text, number in itertools.product(reads_as, counts_as):
            for some in members if text is None else [frozenset()]:
                yield Value(constant, text, number, bool(constant), members=some)
    for number, truth in itertools.product(
        numbers - {c for c in constants if isinstance(c, (int, float))} | {0.5}, (True, False)
    ):
        if bounds and truth is not bool(number):
            continue  # it is a number
        for text in texts - constants:
            yield Value(text=text, number=number, truth=truth)
        for n in range(len(pieces) + 1):
            for some in itertools.combinations(pieces, n):
                yield Value(number=number, truth=truth, members=frozenset(some))


def texts_for(tests: list[Term]) -> Iterator[str]:
    starts = {piece for t in tests if isinstance(t, StartsWith) for piece in t.pieces} | {""}
    ends = {piece for t in tests if isinstance(t, EndsWith) for piece in t.pieces} | {""}
    pieces = sorted({t.piece for t in tests if isinstance(t, Contains)})
    for start, end in itertools.product(starts, ends):
        for n in range(len(pieces) + 1):
            for some in itertools.combinations(pieces, n):
                yield "~".join([start, *some, end])


def assignments(tests: list[Term]) -> Iterator[dict[Term, bool]]:
    """Yields all ways in which tests can come out together."""
    by_subject: dict[Any, list[Term]] = {}
    for test in tests:
        by_subject.setdefault(test.parts[0] if isinstance(test, OF_ONE_SUBJECT) else test, []).append(test)
    choices = []
    for subject, some in by_subject.items():
        if some == [subject]:
            choices.append([(False,), (True,)])
        else:
            ways = {tuple(outcome(test, value) for test in some) for value in values_for(some)}
            choices.append(sorted(way for way in ways if None not in way))
    order = [test for some in by_subject.values() for test in some]
    for ways in itertools.product(*choices):
        yield dict(zip(order, itertools.chain(*ways), strict=True))


OF_ONE_SUBJECT = (Equals, OneOf, StartsWith, EndsWith, Contains, Compare, Truth, IsSet)

# ---------------------------------------------------------------------- formulas

Formula = tuple[Any, ...]
SUBJECTS = [symbol("environment", name) for name in ("A", "B")]
CONSTANTS = ["", "a", "ab", "ba", "b~a", 0, 1, 2, 2.5, True, None, b"a"]
TEXTS = ["", "a", "ab", "b", "ba"]


def about(subject: Term) -> st.SearchStrategy[Term]:
    some_texts = st.lists(st.sampled_from(TEXTS), min_size=1, max_size=2).map(tuple)
    return st.one_of(
        st.sampled_from(CONSTANTS).map(lambda constant: Equals(subject, constant)),
        st.lists(st.sampled_from(CONSTANTS), min_size=1, max_size=3).map(
            lambda constants: OneOf(subject, tuple(constants))
        ),
        some_texts.map(lambda pieces: StartsWith(subject, pieces)),
        some_texts.map(lambda pieces: EndsWith(subject, pieces)),
        st.sampled_from(TEXTS).map(lambda piece: Contains(subject, piece)),
        st.builds(Compare, st.just(subject), st.sampled_from("< <= > >=".split()), st.sampled_from([-1, 0, 1, 2, 2.5])),
        st.sampled_from([Truth(subject), IsSet(subject)]),
    )


FLAGS = st.sampled_from([symbol("flag", 1), symbol("flag", 2), SameAs(*SUBJECTS), Not(symbol("flag", 3))])
TESTS = st.one_of(about(SUBJECTS[0]), about(SUBJECTS[1]), FLAGS)
LITERALS = st.tuples(st.just("literal"), TESTS, st.booleans())
FORMULAS = st.recursive(
    LITERALS,
    lambda inner: st.one_of(
        st.tuples(st.just("and"), inner, inner),
        st.tuples(st.just("or"), st.lists(inner, min_size=2, max_size=4).map(tuple)),
        st.tuples(st.just("not"), inner),
    ),
    max_leaves=7,
)


def asked_in(formula: Formula) -> set[Term]:
    if formula[0] == "literal":
        return {formula[1].test if isinstance(formula[1], Not) else formula[1]}
    inner = formula[1] if formula[0] == "or" else formula[1:]
    return set().union(*map(asked_in, inner))


def holds(formula: Formula, assignment: dict[Term, bool]) -> bool:
    match formula:
        case ("literal", Not(test), expected):
            return assignment[test] is not expected
        case ("literal", test, expected):
            return assignment[test] is expected
        case ("and", one, other):
            return holds(one, assignment) and holds(other, assignment)
        case ("or", several):
            return any(holds(inner, assignment) for inner in several)
        case ("not", inner):
            return not holds(inner, assignment)
    raise AssertionError(formula)


def condition_of(formula: Formula) -> Condition | None:
    """The condition of a formula, None where the algebra says that nothing satisfies it."""
    match formula:
        case ("literal", test, expected):
            return when(test, expected)
        case ("and", one, other):
            first, second = condition_of(one), condition_of(other)
            return conjoin(first, second) if first is not None and second is not None else None
        case ("or", several):
            possible = [c for inner in several if (c := condition_of(inner)) is not None]
            return disjoin(possible) if possible else None
        case ("not", inner):
            negated = condition_of(inner)
            return ALWAYS if negated is None else None if negated is ALWAYS else negate(negated)
    raise AssertionError(formula)


def told(assignment: dict[Term, bool]) -> Callable[[Term], bool | None]:
    return lambda test: assignment[test]


# ------------------------------------------------------------------- properties


@settings(max_examples=100, deadline=None)
@given(FORMULAS)
def test_a_condition_says_what_its_formula_says_and_nothing_satisfiable_is_refuted(formula: Formula) -> None:
    condition = condition_of(formula)
    for assignment in assignments(sorted(asked_in(formula), key=repr)):
        expected = holds(formula, assignment)
        assert expected is (condition is not None and logic.evaluate(condition, told(assignment))), assignment


@settings(max_examples=50, deadline=None)
@given(FORMULAS, FORMULAS)
def test_what_is_implied_holds_wherever_the_other_does(one: Formula, other: Formula) -> None:
    first, second = condition_of(one), condition_of(other)
    if first is None or second is None or not implies(first, second):
        return
    for assignment in assignments(sorted(asked_in(one) | asked_in(other), key=repr)):
        assert not holds(one, assignment) or holds(other, assignment)


@settings(max_examples=50, deadline=None)
@given(FORMULAS)
def test_a_condition_and_its_complement_are_everything(formula: Formula) -> None:
    condition = condition_of(formula)
    if condition is None:
        return
    opposites = complement(condition)
    for assignment in assignments(sorted(asked_in(formula), key=repr)):
        one_holds = any(logic.evaluate(opposite, told(assignment)) for opposite in opposites)
        assert one_holds is not holds(formula, assignment)


@settings(max_examples=50, deadline=None)
@given(FORMULAS, FORMULAS)
def test_what_a_condition_adds_to_another_one_and_that_one_are_the_condition(one: Formula, other: Formula) -> None:
    base, whole = condition_of(one), condition_of(("and", one, other))
    if base is None or whole is None:
        return
    added = whole.beyond(base)
    for assignment in assignments(sorted(asked_in(one) | asked_in(other), key=repr)):
        both = logic.evaluate(base, told(assignment)) and logic.evaluate(added, told(assignment))
        assert both is logic.evaluate(whole, told(assignment))


@settings(max_examples=50, deadline=None)
@given(FORMULAS, FORMULAS)
def test_merged_conditions_are_either_of_the_two(one: Formula, other: Formula) -> None:
    first, second = condition_of(one), condition_of(other)
    whole = merge(first, second) if first is not None and second is not None else None
    if whole is None:
        return
    for assignment in assignments(sorted(asked_in(one) | asked_in(other), key=repr)):
        assert logic.evaluate(whole, told(assignment)) is (holds(one, assignment) or holds(other, assignment))


@settings(max_examples=50, deadline=None)
@given(FORMULAS, FORMULAS, FORMULAS, FORMULAS)
def test_behind_branches_what_each_ruled_out_is_ruled_out(
    start: Formula, test: Formula, inside: Formula, outside: Formula
) -> None:
    base = condition_of(start)
    branches, ways = [], []
    for taken, added in ((test, inside), (("not", test), outside)):
        before = condition_of(("and", start, taken)) if base is not None else None
        behind = condition_of(("and", ("and", start, taken), added)) if before is not None else None
        if before is None or behind is None:
            return
        branches.append((before, behind))
        ways.append((("and", start, taken), added))
    found = meet_again(base, branches)
    everything = asked_in(start) | asked_in(test) | asked_in(inside) | asked_in(outside)
    for assignment in assignments(sorted(everything, key=repr)):
        reached = any(holds(way, assignment) and holds(added, assignment) for way, added in ways)
        assert logic.evaluate(found, told(assignment)) is reached


@settings(max_examples=100, deadline=None)
@given(st.lists(about(SUBJECTS[0]), min_size=2, max_size=2), st.tuples(st.booleans(), st.booleans()))
def test_two_tests_of_one_value_contradict_each_other_exactly_if_no_value_fits(
    tests: list[Term], expected: tuple[bool, bool]
) -> None:
    one, other = (when(test, outcome) for test, outcome in zip(tests, expected, strict=True))
    possible = any(
        all(way[test] is outcome for test, outcome in zip(tests, expected, strict=True))
        for way in assignments(list(dict.fromkeys(tests)))
    )
    assert (conjoin(one, other) is not None) is possible


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(about(SUBJECTS[0]), st.booleans()), min_size=3, max_size=6))
def test_several_tests_of_one_value_contradict_each_other_exactly_if_no_value_fits(
    literals: list[tuple[Term, bool]],
) -> None:
    whole: Condition | None = ALWAYS
    for test, expected in literals:
        whole = conjoin(whole, when(test, expected)) if whole is not None else None
    tests = list(dict.fromkeys(test for test, _ in literals))
    possible = any(all(way[test] is expected for test, expected in literals) for way in assignments(tests))
    assert (whole is not None) is possible


@pytest.mark.parametrize("order", list(itertools.permutations([1, True, "a"])), ids=repr)
def test_one_and_true_are_equal_and_both_are_apart_from_a_text(order: tuple[object, ...]) -> None:
    subject = symbol("environment", order)
    tests = {repr(constant): when(Equals(subject, constant), True) for constant in order}
    for one, other in itertools.pairwise([*order, order[0]]):
        assert (conjoin(tests[repr(one)], tests[repr(other)]) is None) is ("a" in (one, other))
    assert conjoin(tests["1"], when(Equals(subject, True), False)) is None


def test_conditions_are_the_same_object_however_they_are_made() -> None:
    one, other = when(symbol("flag", 1), True), when(symbol("flag", 2), False)
    assert conjoin(one, other) is conjoin(other, one)
    assert negate(negate(conjoin(one, other) or ALWAYS)) is conjoin(one, other)
    with logic.afresh():
        assert when(symbol("flag", 1), True) is one
        assert conjoin(other, one) is conjoin(one, other)


def test_a_join_is_counted_once_and_in_its_own_block_only() -> None:
    one, other = when(symbol("flag", 1), True), when(symbol("flag", 2), False)
    with logic.afresh():
        conjoin(one, other)
        conjoin(one, other)
        assert logic.joins() == 1
        with logic.afresh():
            conjoin(one, other)
            assert logic.joins() == 1
        assert logic.joins() == 1


def test_the_same_test_asked_the_other_way_round_is_the_same() -> None:
    a, b, c = (when(symbol("flag", number), True) for number in (1, 2, 3))
    yes = [conjoin(a, b), conjoin(negate(a), c)]
    no = [conjoin(a, negate(b)), conjoin(negate(a), negate(c))]
    held, failed = partition(yes, no)
    assert partition(no, yes) == (failed, held)
    assert conjoin(held, failed) is None


# ------------------------------------------------------------------------ bounds


def chain(count: int) -> Condition:
    found: Condition | None = ALWAYS
    for number in range(count):
        assert found is not None
        found = conjoin(found, when(symbol("early return", number), False))
    assert found is not None
    return found


def test_as_many_tests_as_the_bound_allows_are_all_kept() -> None:
    whole = chain(logic.MOST_LITERALS)
    assert not whole.is_undecidable
    for number in range(logic.MOST_LITERALS):
        assert conjoin(whole, when(symbol("early return", number), True)) is None


@pytest.mark.parametrize("beyond", [1, 50])
def test_beyond_the_bound_the_answer_is_undecidable_and_says_so_from_then_on(beyond: int) -> None:
    whole = chain(logic.MOST_LITERALS + beyond)
    assert whole.is_undecidable
    joined = conjoin(when(symbol("flag", 1), True), whole)
    assert joined is not None
    assert joined.is_undecidable
    assert negate(whole) is UNDECIDABLE
    assert complement(whole) == [UNDECIDABLE]
    assert disjoin([whole, when(symbol("flag", 1), True)]).is_undecidable
    assert not implies(ALWAYS, UNDECIDABLE)
    assert logic.evaluate(whole, lambda test: False) is None


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 600), st.booleans()), min_size=500, max_size=700))
def test_past_the_bound_nothing_satisfiable_is_refuted(literals: list[tuple[int, bool]]) -> None:
    whole: Condition | None = ALWAYS
    expected: dict[int, bool] = {}
    for number, came_out in literals:
        contradicts = expected.setdefault(number, came_out) is not came_out
        whole = conjoin(whole, when(symbol("early return", number), came_out)) if whole is not None else None
        if whole is None:
            assert contradicts
            return
        if contradicts:
            assert whole.is_undecidable
            return


def test_the_tests_of_disjunctions_within_disjunctions_are_walked_through_once() -> None:
    def true(name: str) -> Condition:
        return when(Truth(symbol(name)), True)

    made: Condition | None = disjoin([conjoin(true("a"), true("b")) or ALWAYS, conjoin(true("c"), true("d")) or ALWAYS])
    for at in range(18):  # each is in the next one as it is and as its opposite: there are 2 ** 18 ways to the first
        assert made is not None
        parts = [conjoin(made, true(f"left {at}")), *(conjoin(o, true(f"right {at}")) for o in complement(made))]
        made = disjoin([part for part in parts if part is not None])
    assert made is not None
    walked = list(logic.all_tests_of(made))
    assert {symbol("a"), symbol("left 0"), symbol("right 17")} <= {test.parts[0] for test, _ in walked}
    assert len(walked) < 1_000
