"""Apple Pay and Google Pay: the browser sends what the wallet gave it, the shop makes a payment of it."""

import os
from typing import Any

import requests

from shop import settings

BROWSER_KEY = os.environ["CKO_PUBLIC_KEY"]


def google_pay(signed: dict[str, Any], amount: int, reference: str) -> str:
    """Takes the payment; returns its id."""
    with requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {BROWSER_KEY}"
        token = session.post(
            f"{settings.CHECKOUT_URL}/tokens",
            json={"type": "googlepay", "token_data": signed},
            timeout=settings.CHECKOUT_TIMEOUT,
        )
        token.raise_for_status()
        payment = session.post(
            f"{settings.CHECKOUT_URL}/payments",
            json={
                "source": {"type": "token", "token": token.json()["token"]},
                "amount": amount,
                "currency": "EUR",
                "reference": reference,
            },
            timeout=settings.CHECKOUT_TIMEOUT,
        )
        payment.raise_for_status()
        return payment.json()["id"]


def apple_pay_token(signed: dict[str, Any]) -> str:
    response = requests.post(
        f"{settings.CHECKOUT_URL}/tokens",
        headers={"Authorization": f"Bearer {settings.CHECKOUT_SECRET_KEY}"},
        json={"type": "applepay", "token_data": signed},
        timeout=settings.CHECKOUT_TIMEOUT,
    )
    response.raise_for_status()
    return response.json()["token"]
