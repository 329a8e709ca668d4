"""Which bytes are worth an analysis."""

from __future__ import annotations

import uuid

import pytest
from conftest import made_up_key

from cko_lint.sources.prefilter import concerns_checkout, names_checkout

CERTAIN = {
    "the API's host": b'"https://api.checkout.com/payments"',
    "the company in prose": b"# Payments with Checkout.com.",
    "a merchant's host": b"vk7q2mzt.api.sandbox.checkout.com",
    "the host at the very start": b"checkout.com",
    "the host in capitals": b"API.CHECKOUT.COM",
    "the SDK imported": b"from checkout_sdk import CheckoutSdk",
    "a module of the SDK": b"import checkout_sdk.exception",
    "a default key": made_up_key().encode(),
    "a live public key": b"'" + made_up_key("pk_").encode() + b"'",
    "a key that ends in a sign": b"'sk_sbox_" + b"abcd2345efghijkl6723mnopqr" + b"*'",
    "a key of the previous platform": f"'sk_test_{uuid.uuid4()}'".encode(),
    "a live key of the previous platform": f"'pk_{uuid.uuid4()}'".encode(),
}
POSSIBLE = {
    "a name with cko": b'os.environ["CKO_SECRET_KEY"]',
    "cko after an underscore": b"MY_CKO_KEY = 1",
    "a comment to this program": b"# cko-lint: ignore[CKO101]",
    "a code of this program": b"x = 1  # noqa: CKO101",
    "a name with the company spelt out": b"CHECKOUT_SECRET_KEY = get()",
    "the same in small letters": b"checkout_api_key",
    "a class of the SDK": b"except CheckoutApiException:",
    "the domain as a name": b"CHECKOUT_COM_URL",
    "the beginning of a key that goes on elsewhere": b'KEY = "sk_sbox_" + REST',
    "the host split before its end": b'"https://api.sandbox.checkout" ".com"',
}
NEITHER = {
    "nothing": b"",
    "an ordinary module": b"import os\nprint(os.name)\n",
    "another company": b"https://www.2checkout.com/checkout/api/1",
    "a host that ends in the same letters": b"https://mycheckout.com and my-checkout.com",
    "a longer name of a host": b"https://checkout.company and checkout.comet.dev",
    "git": b'subprocess.run(["git", "checkout", branch])',
    "a commit": b"def checkout_commit(): ...",
    "a shop's own page": b"redirect(checkout_url, checkout_token)",
    "cko in the middle of words": b"backoff knockout stackoverflow kickoff lockout",
    "a task": b"task_id, disk_usage, risk_score",
    "a key of another vendor": b"gsk_abcd2345efghijkl6723mnopqr2",
    "a key of Stripe's": b"sk_live_" + b"4eC39HqLyjWDarjtT1zdp7dc",
    "a key too short": b"'sk_abcd2345'",
}


@pytest.mark.parametrize("data", CERTAIN.values(), ids=CERTAIN.keys())
def test_certain(data: bytes) -> None:
    assert concerns_checkout(data)
    assert names_checkout(data)


@pytest.mark.parametrize("data", POSSIBLE.values(), ids=POSSIBLE.keys())
def test_possible_but_not_certain(data: bytes) -> None:
    assert concerns_checkout(data)
    assert not names_checkout(data)


@pytest.mark.parametrize("data", NEITHER.values(), ids=NEITHER.keys())
def test_neither(data: bytes) -> None:
    assert not concerns_checkout(data)
    assert not names_checkout(data)
