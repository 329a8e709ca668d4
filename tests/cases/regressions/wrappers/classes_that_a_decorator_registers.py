"""What a decorator keeps in a dictionary is the class that a caller takes from it, so the callers of its methods are known."""

import os

import requests

GATEWAYS = {}
CHECKED = {}
AUTH = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


def gateway(name):
    def keep(cls):
        GATEWAYS[name] = cls
        return cls

    return keep


def checked(cls):
    CHECKED[cls.name] = cls
    return cls


@gateway("checkout")
class Payments:
    def charge(self, amount):
        return requests.post("https://api.checkout.com/payments", json={"amount": amount}, headers=AUTH)  # want: CKO401


@checked
class Refunds:
    name = "refunds"

    def send(self, payment):
        return requests.post(f"https://api.checkout.com/payments/{payment}/refunds", headers=AUTH)


def charge(name, amount):
    return GATEWAYS[name]().charge(amount).json()["id"]


def refund(payment):
    response = CHECKED["refunds"]().send(payment)
    if response.status_code != 202:
        raise RuntimeError(response.text)
    return response.json()
