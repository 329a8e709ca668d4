import os

import requests
from base import Checked, Gateway


class Payments(Gateway, name="checkout"):
    def charge(self, amount):
        return requests.post("https://api.checkout.com/payments", json={"amount": amount}, headers=self.headers())  # want: CKO401

    def capture(self, payment):
        return requests.post(f"https://api.checkout.com/payments/{payment}/captures", headers=self.headers())  # want: CKO401

    def void(self, payment):
        return requests.post(f"https://api.checkout.com/payments/{payment}/voids", headers=self.headers())


class Workflows(Gateway, name="workflows", scheme="Basic"):
    def all(self):
        return requests.get("https://api.checkout.com/workflows", headers=self.headers())  # want: CKO102


class Disputes(Checked):
    def send(self):
        key = os.environ["CKO_SECRET_KEY"]
        return requests.get("https://api.checkout.com/disputes", headers={"Authorization": f"Bearer {key}"})


def disputes():
    return Disputes().send().json()
