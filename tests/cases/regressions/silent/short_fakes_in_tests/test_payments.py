import os

import httpx
import pytest
from payments import Payments


@pytest.fixture
def payments():
    with httpx.Client() as client:
        yield Payments(client, os.getenv("CKO_SECRET_KEY", "sk_sbox_fake"))


def test_in_the_sandbox():
    with httpx.Client() as client:
        assert Payments(client, "sk_sbox_75nulxtawgblnyzmpmegfbtttq").get("pay_1")["id"] == "pay_1"
