import os

import requests
from registry import Jobs, Registry

AUTH = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


@Registry.register("checkout")
class Checkout:
    def __init__(self, url):
        self.url = url

    def charge(self, amount):
        return requests.post(f"{self.url}/payments", json={"amount": amount}, headers=AUTH)  # want: CKO401

    def refund(self, payment):
        return requests.post(f"{self.url}/payments/{payment}/refunds", headers=AUTH)


def void(payment):
    return requests.post(f"https://api.checkout.com/payments/{payment}/voids", headers=AUTH)  # want: CKO401


def capture(payment):
    return requests.post(f"https://api.checkout.com/payments/{payment}/captures", headers=AUTH)


Jobs.add("void", void)
Jobs.add("capture", capture)
