import os
import requests

KEYS = {"pub": os.environ["CKO_PUBLIC_KEY"], "sec": os.environ["CKO_SECRET_KEY"]}


class Api:
    def __init__(self, key):
        self.s = requests.Session()
        self.s.headers["Authorization"] = f"Bearer {key}"

    def call(self, path, **body):
        r = self.s.post("https://api.checkout.com" + path, json=body)
        r.raise_for_status()
        return r.json()


public, secret = Api(KEYS["pub"]), Api(KEYS["sec"])


def tokenize(card):
    return public.call("/tokens", type="card", **card)


def pay(token):
    return secret.call("/payments", source=token)
