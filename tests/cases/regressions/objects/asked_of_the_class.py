import os

import httpx
import requests
from django.utils.functional import SimpleLazyObject


class Setting:
    def __init__(self, name, default=None):
        self.name, self.default = name, default

    def __get__(self, obj, owner):
        return os.environ.get(self.name, self.default)


class Config:
    url = Setting("CKO_URL", "https://api.sandbox.checkout.com")

    @classmethod
    @property
    def live_url(cls):
        return "https://api.checkout.com"


def made():
    return httpx.Client(base_url="https://api.checkout.com")


client = SimpleLazyObject(made)


def of_a_descriptor():
    r = requests.get(Config.url + "/workflows")  # want: CKO101
    r.raise_for_status()


def of_a_property():
    r = requests.get(Config.live_url + "/workflows")  # want: CKO101
    r.raise_for_status()


def lazily():
    r = client.get("/workflows")  # want: CKO101
    r.raise_for_status()


def class_of_an_answer():
    headers = {"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}
    r = requests.get("https://api.checkout.com/workflows", headers=headers)
    return type("Answer", (), {"ok": r.ok, "data": r.json()})
