"""Links that customers pay with who order by telephone."""

import requests

from shop import settings

PREFIX = "vkuhvk4v"
API = f"https://{PREFIX}.api.checkout.com" if settings.LIVE else f"https://{PREFIX}.api.sandbox.checkout.com"


def create(amount: int, reference: str) -> str:
    response = requests.post(
        f"{API}/payment-links",
        headers={"Authorization": f"Bearer {settings.CHECKOUT_SECRET_KEY}"},
        json={"amount": amount, "currency": "EUR", "reference": reference, "billing": {"address": {"country": "DE"}}},
        timeout=settings.CHECKOUT_TIMEOUT,
    )
    response.raise_for_status()
    return response.json()["_links"]["redirect"]["href"]
