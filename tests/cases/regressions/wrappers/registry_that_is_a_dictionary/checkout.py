import requests
from registry import FUNCTIONS, GATEWAYS


@GATEWAYS.register("checkout")
class Payments:
    def __init__(self, key):
        self.headers = {"Authorization": f"Bearer {key}"}

    def charge(self, amount):
        return requests.post("https://api.checkout.com/payments", json={"amount": amount}, headers=self.headers)  # want: CKO401

    def refund(self, payment):
        url = f"https://api.checkout.com/payments/{payment}/refunds"
        return requests.post(url, headers=self.headers)


@FUNCTIONS.register
def workflows(key):
    url = "https://api.checkout.com/workflows"
    return requests.get(url, headers={"Authorization": f"Bearer {key}"})  # want: CKO501
