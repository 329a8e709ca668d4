import os
import requests


class CheckoutError(Exception):
    pass


class Checkout:
    def __init__(self):
        self.session = None

    def init_app(self, app):
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"

    def get_payment(self, pid):
        response = self.session.get(f"https://api.checkout.com/payments/{pid}")  # want: CKO403
        if not response.ok:
            raise CheckoutError(response.status_code, response.text)
        return response.json()


checkout = Checkout()
