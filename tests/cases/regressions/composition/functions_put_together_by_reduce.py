"""`reduce` puts known functions together one after the other, and merges known headers."""

import os
from functools import reduce

import requests

KEY = os.environ["CKO_SECRET_KEY"]


def compose(*functions):
    return reduce(lambda f, g: lambda value: g(f(value)), functions)


def url(path):
    return "https://api.checkout.com" + path


def checked(response):
    response.raise_for_status()
    return response


def body(response):
    return response.json()


def signed(address):
    return requests.get(address, headers={"Authorization": f"Bearer {KEY}"}, timeout=5)


def unsigned(address):
    return requests.get(address, timeout=5)  # want: CKO101


def unchecked(address):
    return requests.get(address, headers={"Authorization": f"Bearer {KEY}"}, timeout=5)  # want: CKO401


def merged(*parts):
    return reduce(lambda a, b: {**a, **b}, parts, {"Accept": "application/json"})


payment = compose(url, signed, checked, body)
event = compose(url, unsigned, checked, body)
dispute = compose(url, unchecked, body)

print(payment("/payments/pay_1"), event("/events/evt_1"), dispute("/disputes/dsp_1"))


def refund(payment_id):
    headers = merged({"Authorization": f"Bearer {KEY}"}, {"Cko-Idempotency-Key": payment_id})
    requests.post(url(f"/payments/{payment_id}/refunds"), headers=headers, timeout=5).raise_for_status()


def void(payment_id):
    headers = merged({"Cko-Idempotency-Key": payment_id})
    requests.post(url(f"/payments/{payment_id}/voids"), headers=headers, timeout=5).raise_for_status()  # want: CKO101
