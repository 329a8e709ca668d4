"""The reasons of a silent rule are true of the program: where something is not known, or empty, they do not say otherwise."""

from __future__ import annotations

import re

import pytest
from conftest import Project, made_up_key

from cko_lint.cli import main

URL = "https://api.sandbox.checkout.com/workflows"
BEGINNING = f"""\
import os
import requests

URL = "{URL}"
TOKEN = "https://access.sandbox.checkout.com/connect/token"
KEY = os.environ["CKO_SECRET_KEY"]


def token():
    form = {{"grant_type": "client_credentials"}}
    return requests.post(TOKEN, data=form, auth=(os.environ["CKO_ID"], KEY)).json()["access_token"]


"""

# What a function sends, the code of a silent rule, and its reason.
REQUESTS = {
    "an empty credential is sent": (
        'requests.get(URL, headers={"Authorization": "Bearer "})', "CKO101", "a credential is sent, but an empty one"),
    "the headers are not known": (
        "requests.get(URL, headers=headers)", "CKO101", "it is not known whether it sends a credential"),
    "a variable may be empty": (
        'requests.get(URL, headers={"Authorization": f"Bearer {KEY}"})', "CKO103", "the credential is not known to be empty"),
    "no credential is sent": ("requests.get(URL)", "CKO103", "it sends no credential in the header"),
    "a key of an unknown platform is sent without a scheme": (
        'requests.get("https://api.sandbox.checkout.com/payments/pay_1", headers={"Authorization": KEY})', "CKO102",
        "it is sent without `Bearer`, but is not known to be a key of the default platform, which requires it"),
    "a request with a certificate": (
        'requests.get("https://mtls.api.checkout.com/workflows", cert="c.pem")', "CKO105", "it is not known to request a token"),
    "an arbitrary text as the key": (
        'requests.get(URL, headers={"Authorization": "Bearer q8Zt61mWd0"})', "CKO204",
        "the hardcoded credential is a placeholder, or does not begin as a key of Checkout.com does"),
    "a string that is not formatted": (
        'requests.get(URL, headers={"Authorization": "Bearer {KEY}"})', "CKO205",
        "the placeholder belongs to a string that is not formatted, which another rule reports"),
    "a key of an unknown environment": (
        'requests.get(URL, headers={"Authorization": f"Bearer {KEY}"})', "CKO301", "it is not known to have a sandbox key"),
    "a public key where others are accepted": (
        'requests.get(URL, headers={"Authorization": "Bearer " + os.environ["CKO_PUBLIC_KEY"]})', "CKO203",
        "no credential of another provider, nor of an OAuth client, is known to be sent as its key"),
    "a status that is passed on": (
        'requests.get(URL, headers={"Authorization": f"Bearer {KEY}"}).status_code', "CKO401", "its status is passed on"),
    "a status that is checked": (
        'requests.get(URL, headers={"Authorization": f"Bearer {KEY}"}).raise_for_status()', "CKO401", "its status is checked"),
    "an error that callers may drop": (
        'requests.get(URL, headers={"Authorization": f"Bearer {KEY}"})', "CKO403",
        "no `except` is known to catch its exception and ignore it"),
}  # fmt: skip


def reason(project: Project, capsys: pytest.CaptureFixture[str], program: str, line: int, code: str) -> str:
    project({"pay.py": program})
    assert main(["explain", f"pay.py:{line}", "--no-cache"]) == 0
    silent = capsys.readouterr().out.split("  rules that do not\n")[1]
    return "".join(re.findall(rf"^    {code} \S+ +(.*)$", silent, re.M))


@pytest.mark.parametrize("situation", REQUESTS)
def test_why_nothing_is_reported_of_a_request(
    situation: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    sent, code, expected = REQUESTS[situation]
    program = f"{BEGINNING}def send(headers):\n    return {sent}\n"
    assert reason(project, capsys, program, program.count("\n"), code) == expected


IMPORTS = (
    "import os\nfrom checkout_sdk.checkout_sdk import CheckoutSdk\nfrom checkout_sdk.environment import Environment\n"
)
STATIC = "CheckoutSdk.builder().secret_key({key}).environment(Environment.sandbox()).build()"
OAUTH = (
    'CheckoutSdk.builder().oauth().client_credentials(client_id=os.environ["CKO_ID"], client_secret=os.environ["CKO_SECRET"])'
    ".environment(Environment.sandbox()).build()"
)
UNKNOWN_KEY = STATIC.format(key='os.environ["CKO_KEY"]')
SANDBOX_KEY = STATIC.format(key=f'"{made_up_key("sk_sbox_")}"')
CLIENTS = {
    "a client with a static key and its tokens": (UNKNOWN_KEY, "CKO304", "the client is not known to use OAuth"),
    "a client of OAuth and its keys": (OAUTH, "CKO206", "an OAuth client has no keys"),
    "a client of OAuth and its secret key": (OAUTH, "CKO103", "an OAuth client has no secret key"),
    "a client of OAuth, of an open version": (
        OAUTH, "CKO305", "the project's requirements allow versions of the SDK that verify certificates"),
    "a key of an unknown environment": (UNKNOWN_KEY, "CKO302", "it is not known to have a live key"),
    "a sandbox key in the sandbox": (SANDBOX_KEY, "CKO301", "its sandbox key is used only in its own environment"),
    "no requirements": (
        UNKNOWN_KEY, "CKO308",
        "the project's requirements do not limit it to versions of checkout-sdk that require a subdomain"),
    "no subdomain at all": (
        UNKNOWN_KEY, "CKO307", "no subdomain is known to be set before `.environment(...)` sets the live environment"),
}  # fmt: skip


@pytest.mark.parametrize("situation", CLIENTS)
def test_why_nothing_is_reported_of_a_client(
    situation: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    built, code, expected = CLIENTS[situation]
    assert reason(project, capsys, f"{IMPORTS}api = {built}\n", 4, code) == expected
