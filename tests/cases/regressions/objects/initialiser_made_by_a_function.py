import os
import requests
from lib import make_init


class Client:
    __init__ = make_init("a", "b")

    def get(self, i):
        r = requests.get(
            f"https://api.checkout.com/payments/{i}",
            headers={"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]},
        )
        r.raise_for_status()
        return r.json()


class Lam:
    __init__ = lambda self, key=os.environ["K"]: setattr(self, "key", key)

    def get(self, i):
        r = requests.get(f"https://api.checkout.com/payments/{i}", headers={"Authorization": "Bearer " + self.key})
        r.raise_for_status()
        return r.json()
