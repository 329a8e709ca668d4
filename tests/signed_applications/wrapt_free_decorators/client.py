import functools
import os

import requests


class NotFound(LookupError):
    pass


def endpoint(method, template):
    """Makes a method of its signature: what it returns is the body."""

    def decorate(function):
        @functools.wraps(function)
        def call(self, *args, **kwargs):
            body = function(self, *args, **kwargs)
            response = self.session.request(method, self.base + template.format(*args), json=body, timeout=10)
            if response.status_code == 404:
                raise NotFound(*args)
            response.raise_for_status()
            return response.json()

        return call

    return decorate


class Checkout:
    base = "https://api.checkout.com"

    def __init__(self, key):
        self.session = requests.Session()
        self.session.headers = {"Authorization": f"Bearer {key}"}  # signs

    @endpoint("GET", "/payments/{0}")
    def payment(self, payment_id):
        """Details of a payment."""

    @endpoint("POST", "/payments/{0}/captures")
    def capture(self, payment_id, amount=None):
        return {"amount": amount} if amount else {}

    @endpoint("POST", "/payments/{0}/refunds")
    def refund(self, payment_id, amount=None, reference=None):
        return {"amount": amount, "reference": reference}


if __name__ == "__main__":
    checkout = Checkout(os.environ["CKO_SECRET_KEY"])
    print(checkout.payment("pay_1"))
    print(checkout.capture("pay_1", amount=5))
