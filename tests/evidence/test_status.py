"""Which tests of a status tell a 401 from a success: terms in, one word out, no program."""

from __future__ import annotations

import pytest

from cko_lint.evidence.status import BLIND, TELLS, TELLS_NO_CONTENT, UNDECIDED, evaluate, judge
from cko_lint.logic.terms import Compare, Equals, Not, OneOf, StartsWith, Term, Truth, symbol

STATUS = symbol("status", 1)
OTHER = symbol("parameter", "flag")


def operation(operator: str, left: object, right: object) -> Term:
    return symbol("operation", operator, left, right)


def text(content: object) -> Term:
    return symbol("text of", content)


TESTS = [
    ("equal to 401", Equals(STATUS, 401), TELLS),
    ("equal to 200", Equals(STATUS, 200), TELLS),
    ("equal to 404", Equals(STATUS, 404), BLIND),
    ("equal to 204", Equals(STATUS, 204), TELLS_NO_CONTENT),
    ("equal to the text 401", Equals(STATUS, "401"), TELLS),
    ("not 401", Not(Equals(STATUS, 401)), TELLS),
    ("from 400 on", Compare(STATUS, ">=", 400), TELLS),
    ("from 500 on", Compare(STATUS, ">=", 500), BLIND),
    ("above 400", Compare(STATUS, ">", 400), TELLS),
    ("above 401", Compare(STATUS, ">", 401), BLIND),
    ("below 300", Compare(STATUS, "<", 300), TELLS),
    ("up to 401, as any success", Compare(STATUS, "<=", 401), BLIND),
    ("one of two refusals", OneOf(STATUS, (401, 403)), TELLS),
    ("one of two others", OneOf(STATUS, (404, 409)), BLIND),
    ("a success among refusals", OneOf(STATUS, (200, 201, 202, 204, 401)), BLIND),
    ("its truth", Truth(STATUS), BLIND),
    ("its hundreds", Equals(operation("//", STATUS, 100), 4), TELLS),
    ("its hundreds, as no status has them", Equals(operation("//", STATUS, 100), 7), BLIND),
    ("what is left of it", Truth(operation("-", STATUS, 401)), TELLS),
    ("a division that fails for a 401", Truth(operation("%", 1, operation("-", STATUS, 401))), TELLS),
    ("an operator that is not known", Truth(operation("@", STATUS, 1)), TELLS),
    ("its text", Equals(text(STATUS), "401"), TELLS),
    ("its text begins with a 2", StartsWith(text(STATUS), ("2",)), TELLS),
    ("its text begins with a 5", StartsWith(text(STATUS), ("5",)), BLIND),
    ("the first letter of its text", Equals(symbol("item", text(STATUS), 0), "4"), TELLS),
    ("in a text that is known", Equals(symbol("text", "HTTP ", STATUS), "HTTP 401"), TELLS),
    ("in a range of refusals", OneOf(STATUS, symbol("range", 400, 500)), TELLS),
    ("in a range of others", OneOf(STATUS, symbol("range", 500, 600)), BLIND),
    ("in a range that Python refuses", OneOf(STATUS, symbol("range", 400, 500, 0)), TELLS),
    ("its text, in a range that takes ages to go through", OneOf(text(STATUS), symbol("range", 10**15)), BLIND),
    ("its hundreds, with a fraction, in a range", OneOf(operation("/", STATUS, 100), symbol("range", 4, 6)), BLIND),
    ("what nobody knows of it", Truth(symbol("call", "f", STATUS)), TELLS),
    ("compared with what is not known", Compare(STATUS, "<", OTHER), TELLS),
    ("something else", Equals(OTHER, 401), BLIND),
    ("and something that has nothing to do with it", symbol("and", Equals(STATUS, 401), Truth(OTHER)), TELLS),
    ("blind, and something that has nothing to do with it", symbol("and", Equals(STATUS, 404), Truth(OTHER)), BLIND),
]


@pytest.mark.parametrize(("test", "wanted"), [pytest.param(test, wanted, id=name) for name, test, wanted in TESTS])
def test_what_a_test_tells(test: Term, wanted: str) -> None:
    assert judge(test, STATUS) == wanted


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        pytest.param(STATUS, 401, id="the status"),
        pytest.param(7, 7, id="a constant"),
        pytest.param((STATUS, 1), (401, 1), id="a pair"),
        pytest.param(operation("&", STATUS, 1), 1, id="a mask"),
        pytest.param(operation("^", STATUS, 401), 0, id="nothing is left"),
        pytest.param(symbol("text", "HTTP ", STATUS), "HTTP 401", id="a text"),
        pytest.param(symbol("and", Equals(STATUS, 404), Truth(OTHER)), False, id="false, whatever else is asked"),
        pytest.param(symbol("item", text(STATUS), 9), UNDECIDED, id="an item that is not there"),
        pytest.param(operation("/", 1, operation("-", STATUS, 401)), UNDECIDED, id="a division by zero"),
        pytest.param(symbol("text", OTHER, STATUS), UNDECIDED, id="a text that is not known whole"),
    ],
)
def test_what_a_content_is_at_401(content: object, wanted: object) -> None:
    assert evaluate(content, STATUS, 401) == wanted
