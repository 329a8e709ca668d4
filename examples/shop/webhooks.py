"""Which events Checkout.com tells the shop about."""

import requests

from shop import settings

EVENTS = ["payment_approved", "payment_declined", "payment_refunded"]

session = requests.Session()
session.headers["Authorization"] = f"Bearer {settings.CHECKOUT_SECRET_KEY}"


def register(url: str) -> str:
    response = session.post(
        f"{settings.CHECKOUT_URL}/workflows",
        json={
            "name": "bookshop",
            "conditions": [{"type": "event", "events": {"gateway": EVENTS}}],
            "actions": [{"type": "webhook", "url": url}],
        },
        timeout=settings.CHECKOUT_TIMEOUT,
    )
    response.raise_for_status()
    return response.json()["id"]


def unregister(workflow_id: str) -> None:
    response = session.delete(f"{settings.CHECKOUT_URL}/workflows/{workflow_id}", timeout=10)  # noqa: CKO401
    response.raise_for_status()


def registered() -> list[str]:
    response = requests.get(
        f"{settings.CHECKOUT_URL}/workflows",
        headers={"Accept": "application/json"},
        timeout=settings.CHECKOUT_TIMEOUT,
    )
    response.raise_for_status()
    return [workflow["id"] for workflow in response.json()["data"]]
