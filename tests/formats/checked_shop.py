"""A small shop with a finding of each severity, in which every format is written by one run."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from conftest import made_up_key
from notebooks import NOTEBOOK

from cko_lint import cli
from cko_lint.config.values import OutputFormat

SETTINGS = """\
import os

LIVE_URL = "https://api.checkout.com"
KEY = os.environ["CKO_SECRET_KEY"]
"""
PAY = """\
import requests

from settings import KEY, LIVE_URL

NAME = "Zoë 🙂"; requests.get(LIVE_URL + "/workflows").raise_for_status()


def token(card):
    response = requests.post(
        LIVE_URL + "/tokens",
        headers={"Authorization": f"Bearer {KEY}"},
        json=card,
    )
    response.raise_for_status()
    return response.json()


def pay(amount):
    return requests.post(LIVE_URL + "/payments", headers={"Authorization": f"Bearer {KEY}"}, json={"amount": amount})


def refund(payment):
    try:
        requests.post(f"{LIVE_URL}/payments/{payment}/refunds", headers={"Authorization": f"Bearer {KEY}"}).raise_for_status()
    except requests.HTTPError:
        return None


def send(url, body):
    return requests.post(url, headers={"Authorization": f"Bearer {KEY}"}, json=body)
"""
CHECKOUT = """\
from pay import pay


def cart():
    pay(100).raise_for_status()


def main():
    print(pay(100).json())  # noqa: CKO503
"""
KEY = made_up_key("pk_sbox_", random.Random("formats"))
ODD_NAME = "odd\x1b[2J;,:]%<&>\n.py"
"""A name that steers a terminal and means something to every format."""
FILES = {
    "settings.py": SETTINGS,
    "pay.py": PAY,
    "checkout.py": CHECKOUT,
    "report.ipynb": json.dumps(NOTEBOOK),
    ODD_NAME: f'PUBLIC_KEY = "{KEY}"\nHOST = "api.checkout.com"\n',
}


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a run has written about the shop, by format."""
    folder = tmp_path_factory.mktemp("formats") / "shop"
    return write_all(folder, FILES)


def write_all(folder: Path, files: dict[str, str], *options: str) -> dict[str, str]:
    """Checks files in a folder, and returns the report in each format."""
    (folder / "reports").mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    outputs = [part for form in OutputFormat for part in ("--output", f"{form.value}=reports/{form.value}")]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        cli.main(["check", ".", "--isolated", "--no-cache", "--show-unresolved", "--quiet", *outputs, *options])
    return {form.value: (folder / "reports" / form.value).read_text("utf-8") for form in OutputFormat}
