"""Writes a bookshop of forty files, as teams have them when they meet the linter: `python shop.py FOLDER`.

Most of it has nothing to do with Checkout.com. Its client returns the response, and two of its callers never look at the status;
an old script has a key in it, and so has the configuration of the staging system. Keys are made up anew each time.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"

CLIENT = '''\
"""Checkout.com, as the shop talks to it."""

import requests

from shop import settings

session = requests.Session()
session.headers["Authorization"] = f"Bearer {settings.CHECKOUT_SECRET_KEY}"


def send(method, path, **options):
    """Returns the response; whoever calls this looks at its status."""
    return session.request(method, f"{settings.CHECKOUT_URL}{path}", timeout=10, **options)
'''
SETTINGS = """\
import os

LIVE = os.environ.get("SHOP_ENVIRONMENT") == "live"
CHECKOUT_URL = "https://api.checkout.com" if LIVE else "https://api.sandbox.checkout.com"
CHECKOUT_SECRET_KEY = os.environ["CKO_LIVE_SECRET_KEY"] if LIVE else os.environ["CKO_SANDBOX_SECRET_KEY"]
CURRENCY = "GBP"
PAGE_SIZE = 24
"""
PAYMENTS = """\
from shop.checkout.client import send


def pay(basket, token):
    response = send("POST", "/payments", json={"source": {"type": "token", "token": token}, "amount": basket.total})
    response.raise_for_status()
    return response.json()["id"]
"""
REFUNDS = """\
from shop.checkout.client import send


def refund(payment, amount):
    return send("POST", f"/payments/{payment}/refunds", json={"amount": amount}).json()["action_id"]
"""
DISPUTES = """\
from shop.checkout.client import send


def open_disputes():
    found = send("GET", "/disputes", params={"statuses": "evidence_required"}).json()
    return [dispute["id"] for dispute in found["data"]]
"""
SMOKE = '''\
"""Is the sandbox there? Run by hand."""

import requests

KEY = "{key}"

response = requests.get("https://api.sandbox.checkout.com/workflows", headers={{"Authorization": f"Bearer {{KEY}}"}})
print(response.status_code, response.ok)
'''
STAGING = """\
shop:
  database: postgres://staging/shop
  checkout:
    secret_key: {key}
    url: https://api.sandbox.checkout.com
"""
MODEL = """\
from dataclasses import dataclass, field


@dataclass
class {name}:
    number: int
    title: str = ""
    lines: list = field(default_factory=list)

    @property
    def total(self):
        return sum(line.quantity * line.price for line in self.lines)
"""
SERVICE = """\
from shop.{package}.models import {name}


def find(number, everything):
    for one in everything:
        if one.number == number:
            return one
    return {name}(number)


def newest(everything, count=10):
    return sorted(everything, key=lambda one: one.number, reverse=True)[:count]
"""
VIEWS = """\
from shop import settings
from shop.{package} import service


def page(everything, number=1):
    first = (number - 1) * settings.PAGE_SIZE
    return service.newest(everything, 1000)[first : first + settings.PAGE_SIZE]
"""
TEST = """\
from shop.{package}.models import {name}
from shop.{package}.service import find


def test_what_is_missing_is_made():
    assert find(7, [{name}(1), {name}(2)]) == {name}(7)
"""
PACKAGES = {"basket": "Basket", "catalogue": "Book", "orders": "Order", "shipping": "Parcel", "stock": "Copy"}


def made_up_key(prefix: str) -> str:
    """A key of the right form that nobody was ever given."""
    return prefix + "".join(random.choices(ALPHABET, k=25)) + "ab"


def files() -> dict[str, str]:
    """Returns the forty files, by path."""
    found = {
        "pyproject.toml": '[project]\nname = "bookshop"\nversion = "1.0"\ndependencies = ["requests"]\n',
        "README.md": "# Bookshop\n",
        ".gitignore": ".cko_lint_cache/\n__pycache__/\n.env\n",
        ".env.example": "CKO_SANDBOX_SECRET_KEY=\nSHOP_ENVIRONMENT=sandbox\n",
        "config/staging.yaml": STAGING.format(key=made_up_key("sk_sbox_")),
        "config/live.yaml": "shop:\n  database: postgres://live/shop\n",
        "scripts/smoke.py": SMOKE.format(key=made_up_key("sk_sbox_")),
        "shop/__init__.py": "",
        "shop/settings.py": SETTINGS,
        "shop/checkout/__init__.py": "",
        "shop/checkout/client.py": CLIENT,
        "shop/checkout/payments.py": PAYMENTS,
        "shop/checkout/refunds.py": REFUNDS,
        "shop/checkout/disputes.py": DISPUTES,
        "tests/__init__.py": "",
    }
    for package, name in PACKAGES.items():
        found[f"shop/{package}/__init__.py"] = ""
        for file, text in (("models", MODEL), ("service", SERVICE), ("views", VIEWS)):
            found[f"shop/{package}/{file}.py"] = text.format(package=package, name=name)
        found[f"tests/test_{package}.py"] = TEST.format(package=package, name=name)
    return found


def main() -> None:
    """Writes the shop into the folder that the command names."""
    folder = Path(sys.argv[1])
    found = files()
    assert len(found) == 40, len(found)
    for path, text in found.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
