import os
import requests


class Client:
    def __init__(self, key):
        self.key = key

    def token(self):
        requests.post(
            "https://api.checkout.com/tokens", headers={"Authorization": f"Bearer {self.key}"}
        ).raise_for_status()

    def pay(self):
        requests.post(
            "https://api.checkout.com/payments", headers={"Authorization": f"Bearer {self.key}"}
        ).raise_for_status()


Client(os.environ["CKO_PUBLIC_KEY"]).token()
Client(os.environ["CKO_SECRET_KEY"]).pay()
