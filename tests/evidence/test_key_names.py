"""What the names of variables say of the keys in them."""

from __future__ import annotations

import pytest

from cko_lint.checkout.keys import PUBLIC, SECRET
from cko_lint.evidence.names import kind_of_name, name_of, says_key, words
from cko_lint.logic.terms import Term, symbol


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("CKO_SECRET_KEY", ["cko", "secret", "key"]),
        ("checkoutPublicKey2", ["checkout", "public", "key", "2"]),
        ("APIKey", ["api", "key"]),
        ("x-cko-key", ["x", "cko", "key"]),
        ("", []),
    ],
)
def test_words_of_a_name(name: str, wanted: list[str]) -> None:
    assert words(name) == wanted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("CKO_SECRET_KEY", SECRET),
        ("secretKey", SECRET),
        ("SECRET_KEY_LIVE", SECRET),
        ("secret_key_2", SECRET),
        ("secret_api_key_de", SECRET),
        ("CHECKOUT_PUBLIC_KEY", PUBLIC),
        ("publishable_key", PUBLIC),
        ("secret_keys", SECRET),
        pytest.param("CKO_KEY", None, id="no kind"),
        pytest.param("CKO_SECRET", None, id="no key"),
        pytest.param("public_secret_key", None, id="two kinds"),
        pytest.param("secret_key_file", None, id="another thing of the key"),
        pytest.param("secret_key_id", None, id="its number"),
        pytest.param("webhook_secret_key", None, id="a key for something else"),
        pytest.param("stripe_secret_key", None, id="another company's"),
        pytest.param("has_secret_key", None, id="whether there is one"),
        pytest.param("masked_secret_key", None, id="a shadow of one"),
        pytest.param("key_secret", None, id="the kind behind the key is not its kind"),
    ],
)
def test_the_kind_that_a_name_proves(name: str, wanted: str | None) -> None:
    assert kind_of_name(name) == wanted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("CKO_KEY", True),
        ("apikey", True),
        ("checkoutApiKey", True),
        ("monkey", False),
        ("idempotency_key", False),
        ("webhook_key", False),
        ("token", False),
    ],
)
def test_a_name_says_that_it_holds_a_key(name: str, wanted: bool) -> None:
    assert says_key(name) is wanted


ENVIRONMENT = symbol("environment", "CKO_KEY")


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        pytest.param(ENVIRONMENT, "CKO_KEY", id="an environment variable"),
        pytest.param(symbol("parameter", "f", "key"), "key", id="a parameter"),
        pytest.param(symbol("strip", ENVIRONMENT), "CKO_KEY", id="without blanks"),
        pytest.param(symbol("encode", symbol("strip", ENVIRONMENT)), "CKO_KEY", id="without blanks, as bytes"),
        pytest.param(symbol("slice", ENVIRONMENT, 0, 4), None, id="a piece of it"),
        pytest.param(symbol("call", "f"), None, id="what a function gives"),
        pytest.param(symbol("setting", 3), None, id="a setting under a number"),
    ],
)
def test_what_a_value_out_of_sight_is_called(made: Term, wanted: str | None) -> None:
    assert name_of(made) == wanted
