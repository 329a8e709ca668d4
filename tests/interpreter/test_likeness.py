"""Which objects of a class are told apart: those of which something is known, and not those that only hold other unknowns."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from cko_lint import values as v
from cko_lint.interpreter.likeness import unlike
from cko_lint.logic.conditions import when
from cko_lint.logic.terms import symbol

CLS: Any = SimpleNamespace(node=SimpleNamespace(name="Client"))
LIVE = symbol("environment", "LIVE")


def parameter(function: str, name: str) -> v.Value:
    return v.unknown("parameter", "shop.live_auth", id(function), name)


def client(**attributes: v.Value) -> v.Instance:
    made = v.Instance(CLS)
    made.attributes.update(attributes)
    return made


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"currency": parameter("pay", "currency")}, {"currency": parameter("refund", "unit")}, 1),
        ({"currency": v.unknown("call", LIVE)}, {"currency": parameter("refund", "unit")}, 1),
        ({"key": parameter("pay", "secret_key")}, {"key": parameter("pay", "public_key")}, 2),
        ({"url": v.only("https://api.checkout.com")}, {"url": parameter("pay", "base")}, 2),
        ({"url": v.only(None)}, {"url": parameter("pay", "base")}, 2),
        ({"key": v.restrict(v.only("a"), when(LIVE, True))}, {"key": v.restrict(v.only("a"), when(LIVE, False))}, 2),
        ({"retries": v.only(3)}, {"retries": v.only(3), "currency": parameter("pay", "currency")}, 2),
    ],
)  # fmt: skip
def test_objects_that_differ_in_what_is_known_of_them(one: Any, other: Any, expected: int) -> None:
    assert len(unlike([client(**one), client(**other)])) == expected


def test_the_first_of_those_that_are_alike_is_kept() -> None:
    first, second = client(unit=parameter("pay", "unit")), client(unit=parameter("refund", "unit"))
    assert unlike([first, second]) == [first]


def test_an_object_on_which_anything_may_have_been_set_is_another_one() -> None:
    first, second = client(unit=parameter("pay", "unit")), client(unit=parameter("refund", "unit"))
    second.open = True
    assert unlike([first, second]) == [first, second]
