"""What is read out of the value of an Authorization header, or of an argument of the SDK; a brace stands for a key that is not known."""

from __future__ import annotations

import pytest
from conftest import made_up_key

from cko_lint import values as v
from cko_lint.checkout.keys import LIVE, PUBLIC, SANDBOX, SECRET
from cko_lint.evidence.credentials import depends_on, from_argument, from_header, is_unset
from cko_lint.facts import EMPTY, GIVEN, UNKNOWN
from cko_lint.logic.conditions import ALWAYS, Condition, conjoin, when
from cko_lint.logic.terms import Contains, Equals, IsSet, StartsWith, Term, Truth, symbol

KEY = symbol("environment", "CKO_SECRET_KEY")


def content(text: str) -> object:
    """A text in which `{}` is a key that comes from the environment."""
    if text == "{}":
        return KEY
    before, hole, after = text.partition("{}")
    parts = [v.Part(piece, None) for piece in (before, KEY if hole else "", after) if piece != ""]
    return v.Text(parts) if hole else text


@pytest.mark.parametrize(
    ("text", "state", "scheme", "fault"),
    [
        pytest.param("Bearer {}", GIVEN, "Bearer", None, id="as it should be"),
        pytest.param("bearer {}", GIVEN, "Bearer", None, id="in small letters"),
        pytest.param("{}", GIVEN, "", None, id="a key by itself"),
        pytest.param("Bearer{}", GIVEN, "Bearer", "space", id="without its space"),
        pytest.param("Bearer Bearer {}", GIVEN, "Bearer", "twice", id="the word twice"),
        pytest.param("BearerBearer {}", GIVEN, "BearerBearer", "twice", id="the word twice, without a space"),
        pytest.param("Bearer: {}", GIVEN, "Bearer", "misspelt", id="with a colon"),
        pytest.param("Bearer\n{}", GIVEN, "Bearer", "misspelt", id="with a line end"),
        pytest.param("Baerer {}", GIVEN, "Baerer", "misspelt", id="two letters changed places"),
        pytest.param("Beare {}", GIVEN, "Beare", "misspelt", id="a letter missing"),
        pytest.param("Bearers {}", GIVEN, "Bearers", "misspelt", id="a letter too many"),
        pytest.param("Token {}", GIVEN, "Token", "scheme", id="another scheme"),
        pytest.param("Bearer ", EMPTY, "Bearer", None, id="nothing behind the word"),
        pytest.param("", EMPTY, "", None, id="nothing at all"),
        pytest.param("Bearer None", EMPTY, "Bearer", None, id="None as a text"),
    ],
)
def test_the_scheme_of_a_header(text: str, state: str, scheme: str, fault: str | None) -> None:
    found = from_header(content(text), None, ALWAYS)
    assert (found.state, found.scheme, found.fault) == (state, scheme, fault)


def test_no_header_is_empty_and_what_is_no_text_is_unknown() -> None:
    assert [from_header(value, None, ALWAYS).state for value in (None, 3, [])] == [EMPTY, UNKNOWN, UNKNOWN]


@pytest.mark.parametrize(
    ("prefix", "kind", "environment"),
    [("sk_sbox_", SECRET, SANDBOX), ("sk_", SECRET, LIVE), ("pk_sbox_", PUBLIC, SANDBOX), ("pk_", PUBLIC, LIVE)],
)
def test_what_a_key_proves_in_a_header_and_as_an_argument(prefix: str, kind: str, environment: str) -> None:
    key = made_up_key(prefix)
    for found in (from_header(f"Bearer {key}", None, ALWAYS), from_argument(key, None, ALWAYS)):
        assert (found.state, found.text, found.kind, found.environment) == (GIVEN, key, kind, environment)
        assert found.key is not None


def test_a_key_without_its_word_is_a_key_and_no_scheme() -> None:
    found = from_header(made_up_key(), None, ALWAYS)
    assert (found.scheme, found.fault, found.kind) == ("", None, SECRET)


def test_a_prefix_that_is_written_out_proves_what_the_whole_key_would() -> None:
    found = from_argument(content("sk_sbox_{}"), None, ALWAYS)
    assert (found.kind, found.environment, found.key) == (SECRET, SANDBOX, None)


def test_the_name_of_a_variable_proves_a_kind_unless_a_test_of_the_key_refutes_it() -> None:
    is_public = when(StartsWith(KEY, ("pk_",)), True)
    assert [from_argument(KEY, None, condition).kind for condition in (ALWAYS, is_public)] == [SECRET, None]


STARTS_WITH_SANDBOX = StartsWith(KEY, ("sk_sbox_", "sk_test_"))


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        pytest.param(ALWAYS, None, id="no test"),
        pytest.param(when(STARTS_WITH_SANDBOX, True), SANDBOX, id="it begins as one of the sandbox"),
        pytest.param(when(STARTS_WITH_SANDBOX, False), LIVE, id="it does not begin as any of the sandbox"),
        pytest.param(
            when(StartsWith(KEY, ("sk_sbox_",)), False), None, id="it may be one of the previous platform's sandbox"
        ),
        pytest.param(when(Contains(KEY, "_sbox_"), True), SANDBOX, id="it has the word in it"),
        pytest.param(when(StartsWith(symbol("parameter", "other"), ("sk_sbox_",)), True), None, id="another key does"),
    ],
)
def test_the_environment_that_tests_of_a_key_prove(condition: Condition, wanted: str | None) -> None:
    assert from_argument(KEY, None, condition).environment == wanted


def test_a_key_that_was_compared_with_something_unknown_proves_nothing() -> None:
    key = made_up_key()
    tested = when(Equals(symbol("parameter", "given"), key), True)
    assert depends_on(key, tested)
    assert not depends_on(made_up_key(), tested)
    assert from_argument(key, None, tested).environment is None


@pytest.mark.parametrize(
    ("test", "outcome", "wanted"),
    [
        pytest.param(IsSet(KEY), False, True, id="the key is not set"),
        pytest.param(IsSet(KEY), True, False, id="the key is set"),
        pytest.param(Truth(KEY), False, True, id="the key is empty"),
        pytest.param(Truth(symbol("parameter", "key")), False, False, id="a parameter is empty"),
        pytest.param(
            IsSet(symbol("environment", "APP_ENV")), False, False, id="what chooses a configuration is not set"
        ),
    ],
)
def test_what_holds_only_while_a_variable_is_not_set(test: Term, outcome: bool, wanted: bool) -> None:
    assert is_unset(when(test, outcome)) is wanted


def test_conditions_of_two_tests_are_read_together() -> None:
    both = conjoin(when(StartsWith(KEY, ("sk_sbox_",)), False), when(StartsWith(KEY, ("sk_test_",)), False))
    assert both is not None
    assert from_argument(KEY, None, both).environment == LIVE
