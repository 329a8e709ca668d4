"""What tests of an unknown key tell of it: each condition, and the keys that are still possible where it holds."""

from __future__ import annotations

import pytest

from cko_lint import values as v
from cko_lint.checkout.keys import DEFAULT, LIVE, PUBLIC, SANDBOX, SECRET, parse_key
from cko_lint.evidence.sample_keys import common, environment_of, possible, samples
from cko_lint.logic.conditions import ALWAYS, Condition, when
from cko_lint.logic.terms import Contains, Equals, IsSet, StartsWith, Term, Truth, compared, one_of, symbol

KEY = symbol("environment", "CKO_SECRET_KEY")
WORD = symbol("item", symbol("split", KEY, "_"), 1)


def called(name: str, pattern: str) -> Term:
    return symbol("call", v.External(name), (pattern, KEY), ())


MATCHED = Truth(called("re.match", r"[sp]k_(sbox|test)_"))
COMPILED = symbol("call", v.External("re.compile"), ("^sk_sbox_",), ())
OF_PATTERN = Truth(symbol("call", symbol("member", COMPILED, "match"), (KEY,), ()))


def test_each_sample_is_a_key_of_the_sort_that_it_says() -> None:
    for sample in samples()[:-1]:
        key = parse_key(sample.text)
        assert key is not None
        assert (key.kind, key.environment, key.platform) == sample[1:]
    assert parse_key(samples()[-1].text) is None


@pytest.mark.parametrize(
    ("condition", "environment"),
    [
        pytest.param(when(Equals(symbol("slice", KEY, None, 8, None), "sk_sbox_"), True), SANDBOX, id="its beginning"),
        pytest.param(when(Equals(WORD, "sbox"), True), SANDBOX, id="its second word"),
        pytest.param(when(one_of(WORD, ("sbox", "test")), False), LIVE, id="its second word is none of these"),
        pytest.param(when(Equals(WORD, "sbox"), False), None, id="its second word may be another one"),
        pytest.param(when(MATCHED, True), SANDBOX, id="a pattern"),
        pytest.param(when(MATCHED, False), LIVE, id="no pattern"),
        pytest.param(when(OF_PATTERN, True), SANDBOX, id="a compiled pattern"),
        pytest.param(when(OF_PATTERN, False), None, id="a pattern of one platform"),
        pytest.param(when(Contains(symbol("lower", KEY), "sbox"), True), SANDBOX, id="a part of it in lower case"),
        pytest.param(when(compared(">", symbol("length", KEY), 200), True), None, id="too long for a key"),
        pytest.param(
            when(Truth(symbol("call", v.External("check"), (KEY,), ())), True), None, id="an unknown function"
        ),
        pytest.param(when(Equals(KEY, symbol("parameter", "other")), True), None, id="another value"),
    ],
)
def test_the_environment(condition: Condition, environment: str | None) -> None:
    assert environment_of(possible(KEY, condition)) == environment


@pytest.mark.parametrize("test", [Truth(KEY), IsSet(KEY), StartsWith(symbol("parameter", "other"), ("sk_",))])
def test_nothing_is_asked_of_the_form_of_the_key(test: Term) -> None:
    assert possible(KEY, when(test, True)) is None
    assert possible(KEY, ALWAYS) is None


def test_a_kind_is_proven_by_what_only_a_key_of_it_passes() -> None:
    is_public = StartsWith(KEY, ("pk_",))
    assert common(possible(KEY, when(is_public, True)), "kind") == PUBLIC
    assert common(possible(KEY, when(is_public, False)), "kind") is None, "it may be no key at all"


def test_a_platform_is_proven_so_too() -> None:
    found = possible(KEY, when(StartsWith(KEY, ("sk_sbox_",)), True))
    assert (common(found, "platform"), common(found, "kind")) == (DEFAULT, SECRET)
