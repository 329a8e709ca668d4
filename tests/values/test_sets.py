"""Value sets: what several alternatives are together, and what is left of them on a path. No program, no engine."""

from __future__ import annotations

import pytest

from cko_lint import values as v
from cko_lint.logic.algebra import negate
from cko_lint.logic.conditions import ALWAYS, Condition, when
from cko_lint.logic.terms import Truth, equals, symbol

FLAG, OTHER = symbol("environment", "LIVE"), symbol("environment", "EU")
LIVE, SANDBOX = when(Truth(FLAG), True), when(Truth(FLAG), False)


def shown(value: v.Value) -> list[tuple[object, str]]:
    """Contents with their conditions, which are compared as they are written."""
    return [(alternative.content, repr(alternative.condition)) for alternative in value]


def under(content: object, condition: Condition) -> v.Value:
    return v.restrict(v.only(content), condition)


def text(*parts: object) -> v.Text:
    return v.Text([v.Part(part, None) for part in parts])  # type: ignore[arg-type]


def test_one_content_is_there_always() -> None:
    assert shown(v.only("a")) == [("a", repr(ALWAYS))]


def test_what_contradicts_the_condition_is_left_out() -> None:
    either = v.union([under("live", LIVE), under("sandbox", SANDBOX)])
    assert shown(v.restrict(either, LIVE)) == [("live", repr(LIVE))]


def test_on_a_path_only_what_can_be_there() -> None:
    either = v.union([under("live", LIVE), under("sandbox", SANDBOX)])
    assert [a.content for a in v.feasible(either, SANDBOX)] == ["sandbox"]
    assert v.feasible(either, ALWAYS) == either


def test_the_same_content_under_a_condition_and_its_opposite_is_there_always() -> None:
    assert shown(v.union([under("key", LIVE), under("key", SANDBOX)])) == [("key", repr(ALWAYS))]


def test_different_contents_keep_their_conditions() -> None:
    assert shown(v.union([under("a", LIVE), under("b", negate(LIVE))])) == [("a", repr(LIVE)), ("b", repr(SANDBOX))]


def test_equal_contents_from_two_places_stay_two() -> None:
    here, there = (v.Origin("literal", "", None, node, None) for node in (object(), object()))  # type: ignore[arg-type]
    value = v.union([v.restrict(v.only("key", here), LIVE), v.restrict(v.only("key", there), SANDBOX)])
    assert [condition for _, condition in shown(value)] == [repr(LIVE), repr(SANDBOX)]


def many(word: str) -> v.Value:
    region = symbol("environment", "REGION")
    return v.union(under(f"{word} {n}", when(equals(region, n), True)) for n in range(v.MOST_ALTERNATIVES + 1))


def test_beyond_the_bound_nothing_is_known_but_which_contents_these_were() -> None:
    assert [(a.content.kind, a.condition) for a in many("key")] == [("many", ALWAYS)]
    assert many("key")[0].content == many("key")[0].content
    assert many("key")[0].content != many("URL")[0].content


SAME = {
    "constants": ("a", "a", True),
    "a number and a truth value": (1, True, False),
    "a text and bytes": ("a", b"a", False),
    "texts of equal pieces": (text("Bearer ", FLAG), text("Bearer ", FLAG), True),
    "texts of different pieces": (text("Bearer ", FLAG), text("Bearer ", OTHER), False),
    "names of one thing from outside": (v.External("os.environ"), v.External("os.environ"), True),
    "methods of one receiver": (v.Bound(FLAG, "get"), v.Bound(FLAG, "get"), True),
    "methods of two receivers": (v.Bound(FLAG, "get"), v.Bound(OTHER, "get"), False),
    "dictionaries, even if they are equal": (v.Mapping({}), v.Mapping({}), False),
}


@pytest.mark.parametrize(("one", "other", "same"), SAME.values(), ids=SAME)
def test_identity(one: object, other: object, same: bool) -> None:
    assert (v.identity(one) == v.identity(other)) is same


TEXTS = {
    "a string": ("key", "key"),
    "bytes": (b"key", "key"),
    "a text all of which is known": (text("Bearer ", "key"), "Bearer key"),
    "a text with a hole": (text("Bearer ", FLAG), None),
    "a number": (3, None),
}


@pytest.mark.parametrize(("content", "expected"), TEXTS.values(), ids=TEXTS)
def test_the_text_of_a_content(content: object, expected: str | None) -> None:
    assert v.text_of(content) == expected


def test_a_name_that_nobody_reads_is_not_looked_up() -> None:
    def fail() -> v.Value:
        raise AssertionError

    assert v.union([v.only(v.Unread(fail))])


def test_a_name_that_is_read_is_looked_up_once() -> None:
    asked = []
    unread = v.Unread(lambda: asked.append(1) or v.only("key"))  # type: ignore[func-returns-value]
    assert [shown(v.resolve_imports(v.only(unread))) for _ in range(2)] == [[("key", repr(ALWAYS))]] * 2
    assert len(asked) == 1
