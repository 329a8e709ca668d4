"""Customers who want their money back, and what the shop has to say to that."""

import logging

import requests

from shop import settings
from shop.http import session_with_retries

log = logging.getLogger(__name__)

FILES_URLS = {
    "live": "https://files.checkout.com",
    "staging": "https://files.checkout.com",
}
FILES_URL = FILES_URLS["live" if settings.LIVE else "staging"]


def open_disputes() -> list[str]:
    with session_with_retries() as session:
        response = session.get(
            f"{settings.CHECKOUT_URL}/disputes",
            params={"statuses": "evidence_required", "key": settings.CHECKOUT_SECRET_KEY},
            timeout=settings.CHECKOUT_TIMEOUT,
        )
        response.raise_for_status()
        return [dispute["id"] for dispute in response.json()["data"]]


def reason(dispute_id: str) -> str | None:
    """Returns what the customer says, for the people at the counter."""
    try:
        with session_with_retries() as session:
            response = session.get(f"{settings.CHECKOUT_URL}/disputes/{dispute_id}", timeout=settings.CHECKOUT_TIMEOUT)
            response.raise_for_status()
    except requests.HTTPError:
        return None
    return response.json()["reason_code"]


def send_receipt(path: str) -> str:
    """Sends a scanned receipt; returns the id of the file."""
    headers = {"Authorization": f"Bearer {settings.CHECKOUT_SECRET_KEY}"}
    log.debug("POST %s/files %s", FILES_URL, headers)
    with open(path, "rb") as receipt:
        response = requests.post(
            f"{FILES_URL}/files",
            headers=headers,
            data={"purpose": "dispute_evidence"},
            files={"file": receipt},
            timeout=settings.CHECKOUT_TIMEOUT,
        )
    response.raise_for_status()
    return response.json()["id"]
