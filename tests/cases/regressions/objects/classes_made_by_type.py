"""`type("Name", (Base,), {…})` makes a class, and `_make` an object of a named tuple."""

import os
from typing import NamedTuple

import requests


class Resource:
    path = ""
    scheme = "Bearer"

    def __init__(self, key):
        self.key = key

    def all(self):
        headers = {"Authorization": f"{self.scheme} {self.key}"}
        found = requests.get(f"https://api.checkout.com{self.path}", headers=headers, timeout=3)  # want: CKO102
        found.raise_for_status()
        return found.json()


Workflows = type("Workflows", (Resource,), {"path": "/workflows"})
Disputes = type("Disputes", (Resource,), {"path": "/disputes", "scheme": "Token"})


def workflows():
    return Workflows(os.environ["CKO_SECRET_KEY"]).all()


def disputes():
    return Disputes(os.environ["CKO_SECRET_KEY"]).all()


class Settings(NamedTuple):
    host: str
    key: str

    @classmethod
    def read(cls, variable):
        return cls._make((os.environ.get("CKO_HOST", "api.checkout.com"), os.environ[variable]))


def settings_of_a_secret_key():
    settings = Settings.read("CKO_SECRET_KEY")
    headers = {"Authorization": f"Bearer {settings.key}"}
    requests.get(f"https://{settings.host}/workflows", headers=headers, timeout=3).raise_for_status()


def settings_of_a_public_key():
    settings = Settings.read("CKO_PUBLIC_KEY")._replace(host="api.sandbox.checkout.com")
    headers = {"Authorization": f"Bearer {settings.key}"}
    requests.get(f"https://{settings.host}/workflows", headers=headers, timeout=3).raise_for_status()  # want: CKO501
