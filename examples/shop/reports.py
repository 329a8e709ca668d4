"""Money that arrived, for the bookkeeper."""

import csv
import io

import requests

from shop import settings

DISPUTES_KEY = ""  # moved to the vault


def reports(since: str) -> list[dict[str, str]]:
    response = requests.get(
        f"{settings.CHECKOUT_URL}/reports",
        params={"created_after": since},
        auth=(settings.CHECKOUT_SECRET_KEY, ""),
        timeout=settings.CHECKOUT_TIMEOUT,
    )
    response.raise_for_status()
    return response.json()["data"]


def rows(report_id: str, file_id: str) -> list[dict[str, str]]:
    response = requests.get(
        f"{settings.CHECKOUT_URL}/reports/{report_id}/files/{file_id}",
        headers={"Authorization": f"Bearer {settings.CHECKOUT_SECRET_KEY}"},
        timeout=settings.CHECKOUT_TIMEOUT,
    )
    if response.status_code != 200:
        raise RuntimeError(f"report {report_id}: HTTP {response.status_code}")
    return list(csv.DictReader(io.StringIO(response.text)))


def open_disputes() -> int:
    response = requests.get(
        f"{settings.CHECKOUT_URL}/disputes",
        headers={"Authorization": f"Bearer {DISPUTES_KEY}"},
        params={"statuses": "evidence_required"},
        timeout=settings.CHECKOUT_TIMEOUT,
    )
    response.raise_for_status()
    return response.json()["total_count"]
