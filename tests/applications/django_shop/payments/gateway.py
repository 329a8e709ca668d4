"""The one place that talks to Checkout.com."""

import uuid

import requests
from django.conf import settings

from payments.errors import PaymentError


class Gateway:
    def __init__(self):
        self.base_url = settings.CHECKOUT_URL
        self.timeout = settings.CHECKOUT_TIMEOUT

    def _headers(self, idempotency_key=None):
        headers = {
            "Authorization": f"Bearer {settings.CHECKOUT_SECRET_KEY}",
            "Content-Type": "application/json",
        }
        if idempotency_key is not None:
            headers["Cko-Idempotency-Key"] = idempotency_key
        return headers

    def _request(self, method, path, body=None, idempotency_key=None):
        response = requests.request(
            method,
            f"{self.base_url}{path}",
            json=body,
            headers=self._headers(idempotency_key),
            timeout=self.timeout,
        )
        if response.status_code >= 400:
            raise PaymentError(response.status_code, _error_codes(response))
        return response.json() if response.content else None

    def request_payment(self, source, amount, currency, reference):
        body = {"source": source, "amount": amount, "currency": currency, "reference": reference}
        return self._request("POST", "/payments", body, idempotency_key=str(uuid.uuid4()))

    def payment(self, payment_id):
        return self._request("GET", f"/payments/{payment_id}")

    def refund(self, payment_id, amount, reference):
        return self._request("POST", f"/payments/{payment_id}/refunds", {"amount": amount, "reference": reference})


def _error_codes(response):
    try:
        return response.json().get("error_codes", [])
    except ValueError:
        return []
