"""A small shop with a request of each sort, whose inventory is written in every format."""

from __future__ import annotations

import io
import json
import random
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from conftest import made_up_key
from notebooks import NOTEBOOK

from cko_lint import cli

SETTINGS = """\
import os

LIVE = os.environ.get("SHOP_ENVIRONMENT") == "live"
API = "https://api.checkout.com" if LIVE else "https://api.sandbox.checkout.com"
ACCESS = "https://access.checkout.com" if LIVE else "https://access.sandbox.checkout.com"
KEY = os.environ["CKO_LIVE_SECRET_KEY"] if LIVE else os.environ["CKO_SANDBOX_SECRET_KEY"]
"""
CLIENT = """\
import os

import httpx
import requests

from settings import ACCESS, API, KEY


class Refused(Exception):
    pass


def call(method, path, **more):
    response = httpx.request(method, f"{API}/{path}", headers={"Authorization": f"Bearer {KEY}"}, **more)
    if response.status_code >= 400:
        raise Refused(path)
    return response.json()


def token(scope):
    response = requests.post(
        f"{ACCESS}/connect/token",
        auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]),
        data={"grant_type": "client_credentials", "scope": scope},
    )
    response.raise_for_status()
    return response.json()["access_token"]


def refund(payment):
    return call("POST", f"payments/{payment}/refunds")


def send(url, body):
    return requests.post(url, headers={"Authorization": f"Bearer {KEY}"}, json=body)
"""
VIEWS = """\
import requests
from flask import Flask

import client
from settings import API

app = Flask(__name__)


@app.post("/refunds/<payment>")
def refund(payment):
    return client.refund(payment)


@app.get("/payments/<payment>")
def payment(payment):
    return client.call("GET", f"payments/{payment}")


@app.get("/disputes")
def disputes():
    bearer = client.token("disputes vault")
    return requests.get(f"{API}/disputes/1/evidence", headers={"Authorization": f"Bearer {bearer}"}).json()


@app.get("/balance/<entity>")
def balance(entity):
    bearer = client.token("gateway")
    host = API.replace("api.", "balances.")
    response = requests.get(f"{host}/balances/{entity}", headers={"Authorization": f"Bearer {bearer}"})
    response.raise_for_status()
    return response.json()
"""
TASKS = """\
import os

from celery import shared_task
from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutApiException

import client

api = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SANDBOX_SECRET_KEY"])
    .public_key(os.environ["CKO_PUBLIC_KEY"])
    .environment(Environment.sandbox())
    .environment_subdomain("vkuhvk4v")
    .build()
)


@shared_task
def capture(payment):
    try:
        api.payments.capture_payment(payment)
    except CheckoutApiException as error:
        raise SystemExit(error)


@shared_task
def retry(payment):
    client.refund(payment)


if __name__ == "__main__":
    print(api.tokens.request_card_token({}))
"""
KEY = made_up_key("sk_sbox_", random.Random("inventory"))
ODD_NAME = "odd\x1b[2J;,:]%<&>|*\n.py"
"""A name that steers a terminal and means something to every format."""
ODD = f"""\
import requests

KEY = "{KEY}"


def workflows():
    answer = requests.get("https://api.sandbox.checkout.com/workflows", headers={{"Authorization": f"Bearer {{KEY}}"}})
    return answer.status_code == 200 and answer.json()
"""
FILES = {
    "settings.py": SETTINGS,
    "client.py": CLIENT,
    "views.py": VIEWS,
    "tasks.py": TASKS,
    "report.ipynb": json.dumps(NOTEBOOK),
    ODD_NAME: ODD,
}
FORMATS = ("text", "json", "csv", "markdown", "html")


def written(folder: Path, files: dict[str, str]) -> None:
    """Writes files into a folder that is a project of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "setup.cfg").write_text("", "utf-8")
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")


def told(folder: Path, *arguments: str) -> tuple[str, int]:
    """Runs a command in a folder; returns what it prints, and its exit code."""
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out):
        patch.chdir(folder)
        code = cli.main(arguments)
    return out.getvalue(), code


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shop, in a folder; its analysis is kept for the tests that follow."""
    folder = tmp_path_factory.mktemp("inventory") / "shop"
    written(folder, FILES)
    return folder


@pytest.fixture(scope="session")
def inventories(shop: Path) -> dict[str, str]:
    """The inventory of the shop, by format."""
    made = {}
    for form in FORMATS:
        made[form], code = told(shop, "inventory", ".", "--output-format", form)
        assert code == 0
    return made
