"""A plug-in for Checkout.com as others would write it for an existing application, with one defect.

It has a client with the settings of the application's framework, views and tasks, and imports what such plug-ins import
of their application. The defect is a refund in `tasks.py` whose answer nobody looks at; the request is in `client.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from generated import Files, filled

FOLDER = "payments_checkout"
PLANTED = "CKO401"

_CLIENT = """
import logging

import requests
$settings_import

log = logging.getLogger(__name__)


class CheckoutError(Exception):
    def __init__(self, status, request_id):
        super().__init__(f"Checkout.com answered {status} to request {request_id}")
        self.status = status


class CheckoutClient:
    def __init__(self):
        live = $settings_live
        self.base_url = "https://api.checkout.com" if live else "https://api.sandbox.checkout.com"
        self.secret_key = $settings_key

    def send(self, method, path, body=None):
        headers = {"Authorization": f"Bearer {self.secret_key}", "Accept": "application/json"}
        return requests.request(method, f"{self.base_url}{path}", json=body, headers=headers, timeout=15)

    def call(self, method, path, body=None):
        response = self.send(method, path, body)
        if response.status_code >= 400:
            log.warning("%s %s: %s", method, path, response.status_code)
            raise CheckoutError(response.status_code, response.headers.get("Cko-Request-Id"))
        return response.json()

    def create_payment(self, token, amount, currency, reference):
        source = {"type": "token", "token": token}
        return self.call(
            "POST", "/payments", {"source": source, "amount": amount, "currency": currency, "reference": reference}
        )

    def payment(self, payment_id):
        return self.call("GET", f"/payments/{payment_id}")
"""

_VIEWS = """
import logging

$view_imports
$imports

from .client import CheckoutClient, CheckoutError
from .tasks import settle

log = logging.getLogger(__name__)
$blueprint

$route_pay
def pay(${request}pk):
    record = $lookup
    if record is None:
        return $json({"error": "unknown"})
    data = $body
    if not data.get("token") or int(data.get("amount", 0)) <= 0:
        return $json({"error": "incomplete"})
    try:
        payment = CheckoutClient().create_payment(data["token"], int(data["amount"]), data["currency"], str(record.pk))
    except CheckoutError as error:
        log.error("payment of %s failed: %s", record.pk, error)
        return $json({"error": "refused"})
    settle.delay(record.pk, payment["id"])
    return $json({"payment": payment["id"], "state": payment["status"]})


$route_state
def state(${request}payment_id):
    try:
        payment = CheckoutClient().payment(payment_id)
    except CheckoutError as error:
        return $json({"error": error.status})
    return $json({"state": payment["status"], "amount": payment["amount"]})
"""

_TASKS = """
import logging

$app_import
$imports

from .client import CheckoutClient, CheckoutError

log = logging.getLogger(__name__)


@app.task
def settle(pk, payment_id):
    record = $lookup
    try:
        payment = CheckoutClient().payment(payment_id)
    except CheckoutError as error:
        log.error("state of %s is not known: %s", payment_id, error)
        return False
    if payment["status"] not in ("Authorized", "Captured"):
        return False
    $settled
    return True


@app.task
def refund(payment_id, amount):
    body = {"amount": amount, "reference": f"refund-{payment_id}"}
    CheckoutClient().send("POST", f"/payments/{payment_id}/refunds", body)
    log.info("refunded %s of %s", amount, payment_id)
"""

_FRAMEWORKS = {
    "django": {
        "settings_import": "from django.conf import settings",
        "settings_live": 'settings.PAYMENTS_ENVIRONMENT == "live"',
        "settings_key": "settings.CKO_SECRET_KEY",
        "view_imports": "import json\n\nfrom django.http import JsonResponse",
        "blueprint": "",
        "route_pay": "",
        "route_state": "",
        "request": "request, ",
        "body": "json.loads(request.body)",
        "json": "JsonResponse",
    },
    "flask": {
        "settings_import": "from flask import current_app",
        "settings_live": 'current_app.config["PAYMENTS_ENVIRONMENT"] == "live"',
        "settings_key": 'current_app.config["CKO_SECRET_KEY"]',
        "view_imports": "from flask import Blueprint, jsonify, request",
        "blueprint": 'blueprint = Blueprint("payments_checkout", __name__)\n',
        "route_pay": '@blueprint.route("/pay/<pk>", methods=["POST"])',
        "route_state": '@blueprint.route("/state/<payment_id>")',
        "request": "",
        "body": "request.get_json()",
        "json": "jsonify",
    },
}


@dataclass(frozen=True, slots=True)
class Host:
    """What a plug-in has to know of its application: framework, package, imports, and three pieces of code.

    `lookup` finds the record of `pk`, `settled` is what the application does once it is paid, `app_import` gets
    Celery's application by the name `app`.
    """

    framework: str
    package: str
    imports: str
    lookup: str
    settled: str
    app_import: str


def files(host: Host) -> Files:
    """Returns the plug-in's files, relative to the folder of the application's packages."""
    words = _FRAMEWORKS[host.framework] | {
        "imports": host.imports,
        "lookup": host.lookup,
        "settled": host.settled,
        "app_import": host.app_import,
    }
    folder = f"{host.package}/{FOLDER}"
    return {
        f"{folder}/__init__.py": "",
        f"{folder}/client.py": filled(_CLIENT, **words),
        f"{folder}/views.py": filled(_VIEWS, **words),
        f"{folder}/tasks.py": filled(_TASKS, **words),
    }
