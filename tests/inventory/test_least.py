"""The least set of scopes: what it must be in single cases, and always."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cko_lint.inventory.least import Need, is_met, least

CASES: list[tuple[list[Need], tuple[str, ...]]] = [
    ([], ()),
    ([()], ()),
    ([("fx",)], ("fx",)),
    ([("gateway", "gateway:payment")], ("gateway:payment",)),
    (
        [("gateway", "gateway:payment"), ("gateway", "gateway:payment-voids")],
        ("gateway:payment", "gateway:payment-voids"),
    ),
    ([("gateway", "gateway:payment"), ("gateway",)], ("gateway",)),
    ([("flow", "flow:events"), ("flow", "flow:events", "flow:workflows")], ("flow:events",)),
    ([("sessions:app", "sessions:browser")], ("sessions:app",)),
    ([("sessions:app", "sessions:browser"), ("sessions:browser",)], ("sessions:browser",)),
    ([("a", "b"), ("b", "c"), ("c", "d")], ("a", "c")),
    ([("a", "b"), ("b", "c"), ("b", "d")], ("b",)),
]


@pytest.mark.parametrize(("needs", "expected"), CASES)
def test_the_least_set(needs: list[Need], expected: tuple[str, ...]) -> None:
    assert least(needs) == expected


NAMES = ["a", "a:x", "a:y", "b", "b:x", "c", "d:x"]
NEEDS = st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True).map(tuple), max_size=7)


def always(test: Callable[[list[Need]], None]) -> Callable[[], None]:
    """Runs a test with many needs."""
    return settings(max_examples=150, deadline=None)(given(NEEDS)(test))


@always
def test_it_is_enough(needs: list[Need]) -> None:
    assert all(is_met(need, least(needs)) for need in needs)


@always
def test_none_of_it_can_be_left_out(needs: list[Need]) -> None:
    found = least(needs)
    for scope in found:
        left = [other for other in found if other != scope]
        assert not all(is_met(need, left) for need in needs)


@always
def test_a_scope_that_contains_others_is_in_it_only_where_a_request_wants_no_less(needs: list[Need]) -> None:
    for scope in least(needs):
        inner = [name for name in NAMES if name.startswith(f"{scope}:")]
        wanting = [need for need in needs if scope in need and not any(name in need for name in inner)]
        assert not inner or wanting


@always
def test_no_smaller_set_is_enough_that_contains_no_scope_with_others_in_it(needs: list[Need]) -> None:
    found = least(needs)
    named = {scope for need in needs for scope in need}
    narrow = sorted(s for s in named if not any(other.startswith(f"{s}:") for other in named))
    for size in range(len(found)):
        assert not any(all(is_met(need, smaller) for need in needs) for smaller in combinations(narrow, size))


@settings(max_examples=60, deadline=None)
@given(NEEDS, st.randoms())
def test_the_order_of_the_requests_changes_nothing(needs: list[Need], chance: object) -> None:
    shuffled = needs.copy()
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert least(shuffled) == least(needs)
