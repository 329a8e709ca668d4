"""Every endpoint and every method of the SDK with each kind of credential: refused exactly when it is not accepted."""

from __future__ import annotations

import json
import random
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from conftest import ROOT, Project

from cko_lint import check_source
from cko_lint.config.settings import Settings

DATA = ROOT / "cko_lint/checkout/data"
ENDPOINTS = json.loads((DATA / "endpoints.json").read_text("utf-8"))
SDK = json.loads((DATA / "sdk.json").read_text("utf-8"))
SURE = ("high", "medium")
IN_ONE_PROGRAM = 20
RULES = Settings(select=("CKO501", "CKO502", "CKO504"), cache=False)
HOLE = re.compile(r"\{[^}]*\}")
CREDENTIALS = {
    "secret": "os.environ['CKO_SECRET_KEY']",
    "public": "os.environ['CKO_PUBLIC_KEY']",
    "oauth": "token()",
}
PREVIOUS_KEYS = {
    kind: repr(f"{kind[0]}k_test_{uuid.UUID(int=random.getrandbits(128))}") for kind in ("secret", "public")
}

PLAIN_HEAD = """\
import os

import requests


def token():
    response = requests.post(
        "https://access.sandbox.checkout.com/connect/token",
        auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]),
        data={"grant_type": "client_credentials", "scope": os.environ["CKO_SCOPES"]},
    )
    response.raise_for_status()
    return response.json()["access_token"]
"""

SDK_HEAD = """\
import os

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment

ENVIRONMENT = Environment.sandbox()
with_secret = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment(ENVIRONMENT).build()
with_both = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .public_key(os.environ["CKO_PUBLIC_KEY"])
    .environment(ENVIRONMENT)
    .build()
)
with_oauth = (
    CheckoutSdk.builder()
    .oauth()
    .client_credentials(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"])
    .environment(ENVIRONMENT)
    .build()
)
"""


@dataclass(frozen=True)
class Row:
    """One function of a program, what it is about, and the finding that it must have, or none."""

    name: str
    code: str | None
    text: str


def requests_of(endpoint: dict[str, Any]) -> Iterator[Row]:
    """An endpoint with each kind of credential that its platform has."""
    method, path, host, accepts = (endpoint[part] for part in ("method", "path", "host", "accepts"))
    url = f"https://{host}.sandbox.checkout.com{HOLE.sub('{number}', path)}"
    for kind, credential in (CREDENTIALS if endpoint["platform"] == "default" else PREVIOUS_KEYS).items():
        text = f"""\
    response = requests.request(
        {method!r}, f"{url}", headers={{"Authorization": f"Bearer {{{credential}}}"}}, timeout=10
    )
    response.raise_for_status()
    return response.json()
"""
        yield Row(f"{method} {path} on {host} with {kind}", expected(kind, accepts), text)


def expected(kind: str, accepts: list[str]) -> str | None:
    """What the catalogue says of a kind on an endpoint that is known for certain."""
    if kind in accepts:
        return None
    if kind == "public":
        return "CKO501"
    return "CKO502" if kind == "secret" and "public" in accepts else "CKO504"


def calls_of(method: str) -> Iterator[Row]:
    """A method of the SDK on each kind of client."""
    for client in ("with_secret", "with_both", "with_oauth"):
        raises = method in SDK["oauth_builder_cannot_call" if client == "with_oauth" else "static_keys_cannot_call"]
        raises = raises or (client == "with_secret" and method in SDK["need_public_key"])
        yield Row(f"{method} {client}", "CKO504" if raises else None, f"    return {client}.{method}(number)\n")


def platforms_of(method: str) -> set[str]:
    return {platform for platform, _, _ in SDK["methods"][method]}


REQUESTS = [row for endpoint in ENDPOINTS if endpoint["confidence"] in SURE for row in requests_of(endpoint)]
CALLS = [row for method in SDK["methods"] if "default" in platforms_of(method) for row in calls_of(method)]


def programs(rows: list[Row]) -> list[object]:
    return [
        pytest.param(rows[at : at + IN_ONE_PROGRAM], id=rows[at].name) for at in range(0, len(rows), IN_ONE_PROGRAM)
    ]


def wrong(head: str, rows: list[Row]) -> list[str]:
    """Runs a program with a function for each row, and says where what is found is not what is expected."""
    text, starts = head, []
    for index, row in enumerate(rows):
        text += f"\n\ndef f{index}(number):\n"
        starts.append(text.count("\n"))
        text += row.text
    found: dict[int, list[str]] = {}
    for finding in check_source(text, "pay.py", RULES):
        found.setdefault(sum(start < finding.location.start.line for start in starts) - 1, []).append(finding.code)
    return [
        f"{row.name}: {found.get(index, [])}, and not {row.code}"
        for index, row in enumerate(rows)
        if found.get(index, []) != ([row.code] if row.code else [])
    ]


@pytest.mark.parametrize("rows", programs(REQUESTS))
def test_requests(rows: list[Row], project: Project) -> None:
    project({})
    assert wrong(PLAIN_HEAD, rows) == []


@pytest.mark.parametrize("rows", programs(CALLS))
def test_calls_of_the_sdk(rows: list[Row], project: Project) -> None:
    project({})
    assert wrong(SDK_HEAD, rows) == []
