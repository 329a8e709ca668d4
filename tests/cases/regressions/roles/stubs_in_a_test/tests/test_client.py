import os

import pytest
import requests
import requests_mock

URL = "https://api.sandbox.checkout.com/payments/"


def show(payment, key):
    response = requests.get(URL + payment, headers={"Authorization": f"Bearer {key}"})
    response.raise_for_status()
    return response.json()


@pytest.fixture
def key():
    return os.getenv("CKO_SECRET_KEY", "sk_sbox_fake")


def test_show(key):
    with requests_mock.Mocker() as http:
        http.get(URL + "pay_1", json={"id": "pay_1"})
        assert show("pay_1", key)["id"] == "pay_1"
        assert show("pay_1", "sk_sbox_abc123")["id"] == "pay_1"
        assert show("pay_1", "sk_test_123")["id"] == "pay_1"
        assert show("pay_1", "sk_live_123")["id"] == "pay_1"


def test_for_real():
    assert show("pay_1", "sk_sbox_75nulxtawgblnyzmpmegfbtttq")["id"] == "pay_1"  # want: CKO204
    assert show("pay_1", "sk_live_75nulxtawgblnyzmpmegfbtttq3")["id"] == "pay_1"  # want: CKO203
