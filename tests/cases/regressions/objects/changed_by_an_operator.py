"""`a += b` is what the method of the object makes of it, and not what `a + b` would be."""

import os

import requests

URL = "https://api.checkout.com/workflows"


class Scheme:
    def __init__(self, name):
        self.name = name

    def __iadd__(self, letters):
        self.name += letters
        return self

    def __add__(self, other):
        return f"{self.name} {other}"


def whole():
    scheme = Scheme("Bea")
    scheme += "rer"
    requests.get(URL, headers={"Authorization": scheme + os.environ["CKO_SECRET_KEY"]}, timeout=3).raise_for_status()


def another():
    scheme = Scheme("To")
    scheme += "ken"
    requests.get(URL, headers={"Authorization": scheme + os.environ["CKO_SECRET_KEY"]}, timeout=3).raise_for_status()  # want: CKO102


def added():
    scheme = Scheme("Bearer")
    scheme += ""
    header = ""
    header += scheme + os.environ["CKO_SECRET_KEY"]
    requests.get(URL, headers={"Authorization": header}, timeout=3).raise_for_status()
