"""What a rule may be called, and what was probably meant by something that is no rule."""

from __future__ import annotations

import pytest

from cko_lint.rules import CATALOGUE
from cko_lint.spelling import is_one_slip_away, nearest

MEANT = {
    "a digit is missing": ("CKO41", "CKO401"),
    "a digit too many": ("CKO4011", "CKO401"),
    "a zero for the letter": ("CK0401", "CKO401"),
    "letters changed places": ("COK401", "CKO401"),
    "small letters": ("cko401", "CKO401"),
    "a hyphen": ("CKO-401", "CKO401"),
    "a word cut short": ("missing-auth", "missing-authorization"),
    "a letter missing": ("missing-authorizaton", "missing-authorization"),
    "underscores": ("missing_authorization", "missing-authorization"),
    "capitals": ("Missing-Authorization", "missing-authorization"),
    "a word left out": ("missing-scope", "missing-oauth-scope"),
    "one word of one rule": ("placeholder", "placeholder-key"),
    "words in another order": ("response-unchecked", "unchecked-response"),
}
NOT_MEANT = {
    "nothing": "",
    "another tool's code": "S101",
    "a group that is none": "CKO991",
    "a code between several": "CKO499",
    "one of several with the same beginning": "CKO40",
    "a word of several rules": "hardcoded",
    "nonsense": "xyzzy",
    "a short word": "on",
    "a sentence": "please-check-this-for-me",
}


@pytest.mark.parametrize(("called", "meant"), MEANT.values(), ids=MEANT.keys())
def test_near(called: str, meant: str) -> None:
    assert CATALOGUE.nearest(called) == meant


@pytest.mark.parametrize("called", NOT_MEANT.values(), ids=NOT_MEANT.keys())
def test_far(called: str) -> None:
    assert CATALOGUE.nearest(called) is None


def test_every_rule_has_a_code_and_a_name() -> None:
    assert CATALOGUE.code_of("missing-authorization") == CATALOGUE.code_of("CKO101") == "CKO101"
    assert CATALOGUE.code_of("CKO10") is None


SLIPS = [
    ("abc", "abc", True), ("abc", "ab", True), ("ab", "abc", True), ("abc", "bc", True), ("abc", "axc", True),
    ("abc", "bac", True), ("abc", "acb", True), ("abc", "cab", False), ("abc", "a", False), ("abc", "xyc", False),
    ("", "a", True), ("", "ab", False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "expected"), SLIPS)
def test_one_slip(one: str, other: str, expected: bool) -> None:
    assert is_one_slip_away(one, other) is is_one_slip_away(other, one) is expected


def test_other_words() -> None:
    assert nearest("jsn", ["full", "concise", "json"]) == "json"
    assert nearest("xyzzy", ["full", "concise", "json"]) is None
