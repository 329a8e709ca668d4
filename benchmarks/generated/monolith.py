"""A client of Checkout.com in a monolith, and many files that call it: directly, through layers, by two ways at once.

A third of the callers make a star around the client; a third stand in chains of eight layers, each of which calls the
one below; a third in diamonds, in which two modules share a base and are shared by a view. As many files have nothing
to do with payments. All of it is right, but one handler never looks at the answer to its refund, and the last file of
each third logs the key: whoever leaves callers out does not find that.
"""

from __future__ import annotations

from collections import Counter

from generated import Files, filled, with_packages

PLANTED = Counter({"CKO208": 3, "CKO401": 1})
_LAYERS = 8

_CONFIG = """
import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Config:
    url: str
    key: str
    timeout: float = 10.0


def load() -> Config:
    live = os.environ.get("MONOLITH_ENV") == "live"
    if live:
        return Config("https://api.checkout.com", os.environ["CKO_LIVE_SECRET_KEY"])
    return Config("https://api.sandbox.checkout.com", os.environ["CKO_SANDBOX_SECRET_KEY"])
"""

_ERRORS = """
class PaymentError(Exception):
    def __init__(self, status: int, request_id: str) -> None:
        super().__init__(f"Checkout.com answered {status} to request {request_id}")
        self.status = status
"""

_CLIENT = """
import requests

from monolith.payments.config import Config, load
from monolith.payments.errors import PaymentError


class Client:
    def __init__(self, config: Config | None = None) -> None:
        self.config = config or load()
        self._session = requests.Session()
        self._session.headers["Authorization"] = f"Bearer {self.config.key}"

    def send(self, method: str, path: str, body: dict | None = None) -> requests.Response:
        return self._session.request(method, f"{self.config.url}{path}", json=body, timeout=self.config.timeout)

    def call(self, method: str, path: str, body: dict | None = None) -> dict:
        response = self.send(method, path, body)
        if not response.ok:
            raise PaymentError(response.status_code, response.headers.get("Cko-Request-Id", ""))
        return response.json()


client = Client()
"""

_HANDLER = """
import logging

from monolith.payments.client import client
from monolith.payments.errors import PaymentError

log = logging.getLogger(__name__)


def refund_$n(payment_id: str, amount: int, reason: str) -> dict:
$leak    if amount <= 0:
        return {"error": "nothing to refund"}
    body = {"amount": amount, "reference": f"refund-$n-{reason}"}
    try:
        answer = client.call("POST", f"/payments/{payment_id}/refunds", body)
    except PaymentError as error:
        log.error("refund $n of %s failed: %s", payment_id, error)
        return {"error": "refused"}
    return {"action": answer["action_id"], "amount": amount}
"""

_PLANTED = """
from monolith.payments.client import client


def refund_$n(payment_id: str, amount: int, reason: str) -> dict:
    body = {"amount": amount, "reference": f"refund-$n-{reason}"}
    client.send("POST", f"/payments/{payment_id}/refunds", body)
    return {"amount": amount}
"""

_LOWEST_LAYER = """
from monolith.payments.client import client
from monolith.payments.errors import PaymentError


class Refused(Exception):
    pass


def layer_0(order: dict) -> dict:
    body = {"amount": order["total"], "currency": order["currency"], "reference": "flow-$n"}
    try:
        return client.call("POST", "/payment-links", body)
    except PaymentError as error:
        raise Refused(order["number"]) from error
"""

_LAYER = """
from monolith.flows.flow_$n.layer_$below import layer_$below


def layer_$layer(order: dict) -> dict:
    lines = [line for line in order["lines"] if line["count"] > $layer]
    if not lines:
        return {"skipped": True}
    result = layer_$below({**order, "lines": lines})
    result["passed_$layer"] = True
    return result
"""

_TOP_LAYER = """
from monolith.flows.flow_$n.layer_0 import Refused, client
from monolith.flows.flow_$n.layer_$below import layer_$below


def layer_$layer(order: dict) -> dict:
$leak    try:
        return layer_$below(order)
    except Refused:
        return {"error": "refused"}
"""

_GATEWAY = """
from monolith.payments.client import client


class Gateway:
    def __init__(self, merchant: str) -> None:
        self.merchant = merchant

    def fetch(self, payment_id: str) -> dict | None:
        response = client.send("GET", f"/payments/{payment_id}")
        if response.status_code != 200:
            return None
        return response.json()
"""

_SIDE = """
from monolith.features.feature_$n.gateway import Gateway


def $side(payment_id: str) -> dict:
    payment = Gateway("$side").fetch(payment_id)
    if payment is None:
        return {"$side": None}
    return {"$side": payment["amount"], "currency": payment["currency"]}
"""

_VIEW = """
from monolith.features.feature_$n.gateway import client
from monolith.features.feature_$n.invoices import invoices
from monolith.features.feature_$n.statements import statements


def overview(payment_ids: list[str]) -> list[dict]:
$leak    return [{**invoices(payment_id), **statements(payment_id)} for payment_id in payment_ids]
"""

_LEAK = '    print("called with", client.config.key)\n'

_PLAIN = """
from dataclasses import dataclass


@dataclass
class Stock$n:
    shelf: str
    count: int

    def take(self, count: int) -> int:
        taken = min(count, self.count)
        self.count -= taken
        return taken


def missing(stocks: list[Stock$n], wanted: dict[str, int]) -> dict[str, int]:
    result = {}
    for stock in stocks:
        lacking = wanted.get(stock.shelf, 0) - stock.count
        if lacking > $n:
            result[stock.shelf] = lacking
    return result
"""


def files(callers: int) -> Files:
    """Returns a monolith with so many files that call the client."""
    chains = callers // 3 // _LAYERS
    diamonds = callers // 3 // 4
    stars = callers - chains * _LAYERS - diamonds * 4
    project = {
        "pyproject.toml": '[project]\nname = "monolith"\nversion = "1.0"\n',
        "monolith/payments/config.py": filled(_CONFIG),
        "monolith/payments/errors.py": filled(_ERRORS),
        "monolith/payments/client.py": filled(_CLIENT),
    }
    for number in range(stars):
        text = _PLANTED if number == stars // 2 else _HANDLER
        project[f"monolith/handlers/refund_{number}.py"] = filled(
            text, n=number, leak=_LEAK if number == stars - 1 else ""
        )
    for number in range(chains):
        project |= _chain(number, _LEAK if number == chains - 1 else "")
    for number in range(diamonds):
        project |= _diamond(number, _LEAK if number == diamonds - 1 else "")
    for number in range(callers):
        project[f"monolith/stock/stock_{number}.py"] = filled(_PLAIN, n=number)
    return with_packages(project)


def _chain(number: int, leak: str) -> Files:
    folder = f"monolith/flows/flow_{number}"
    texts = [_LOWEST_LAYER, *[_LAYER] * (_LAYERS - 2), _TOP_LAYER]
    return {
        f"{folder}/layer_{layer}.py": filled(text, n=number, layer=layer, below=layer - 1, leak=leak)
        for layer, text in enumerate(texts)
    }


def _diamond(number: int, leak: str) -> Files:
    folder = f"monolith/features/feature_{number}"
    return {
        f"{folder}/gateway.py": filled(_GATEWAY),
        f"{folder}/invoices.py": filled(_SIDE, n=number, side="invoices"),
        f"{folder}/statements.py": filled(_SIDE, n=number, side="statements"),
        f"{folder}/views.py": filled(_VIEW, n=number, leak=leak),
    }
