"""What Checkout.com keeps for the shop, for the owner's page."""

import os

import requests

from shop import settings

DOMAIN = "checkout.com" if settings.LIVE else "sandbox.checkout.com"


def available(currency: str) -> int:
    """Returns what can be paid out, in the minor unit of the currency."""
    response = requests.get(
        f"https://balances.{DOMAIN}/balances/{os.environ['CKO_ENTITY']}",
        headers={"Authorization": f"Bearer {_token()}"},
        params={"query": f"currency:{currency}"},
        timeout=settings.CHECKOUT_TIMEOUT,
    )
    response.raise_for_status()
    return response.json()["data"][0]["balances"]["available"]


def _token() -> str:
    response = requests.post(
        f"https://access.{DOMAIN}/connect/token",
        auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]),
        json={"grant_type": "client_credentials", "scope": "balances:view"},
        timeout=settings.CHECKOUT_TIMEOUT,
    )
    response.raise_for_status()
    return response.json()["access_token"]
