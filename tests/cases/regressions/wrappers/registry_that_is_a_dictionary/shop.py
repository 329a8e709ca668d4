"""An object whose class is derived from a dictionary has its items: a registry, headers, settings."""

import os

import checkout  # noqa: F401
import requests
from registry import FUNCTIONS, GATEWAYS

URL = "https://api.checkout.com/workflows"


class Headers(dict):
    def __init__(self, key, **more):
        super().__init__({"Authorization": f"Bearer {key}"}, **more)


class Upper(dict):
    def __setitem__(self, name, value):
        super().__setitem__(name.upper(), value)

    def __getitem__(self, name):
        return super().__getitem__(name.upper())


class Settings(dict):
    def __getattr__(self, name):
        return self[name]

    def __missing__(self, name):
        self[name] = os.environ[name.upper()]
        return self[name]


def charge(name, amount):
    return GATEWAYS[name](os.environ["CKO_SECRET_KEY"]).charge(amount).json()["id"]


def refund(name, payment):
    found = GATEWAYS[name](os.environ["CKO_SECRET_KEY"]).refund(payment)
    found.raise_for_status()
    return found.json()


def workflows():
    found = FUNCTIONS["workflows"](os.environ["CKO_PUBLIC_KEY"])
    found.raise_for_status()
    return found.json()


def with_headers():
    found = requests.get(URL, headers=Headers(os.environ["CKO_SECRET_KEY"], Accept="application/json"), timeout=3)
    found.raise_for_status()
    return found.json()


def with_headers_that_are_taken_away():
    headers = Headers(os.environ["CKO_SECRET_KEY"])
    del headers["Authorization"]
    found = requests.get(URL, headers=headers, timeout=3)  # want: CKO101
    found.raise_for_status()
    return found.json()


def with_names_in_upper_case():
    settings = Upper()
    settings["scheme"] = "Token"
    settings["Scheme"] = "Bearer"
    headers = {"Authorization": f"{settings['scheme']} {os.environ['CKO_SECRET_KEY']}"}
    found = requests.get(URL, headers=headers, timeout=3)
    found.raise_for_status()
    return found.json()


def with_attributes():
    settings = Settings(scheme="Basic")
    headers = {"Authorization": f"{settings.scheme} {settings.cko_secret_key}"}
    found = requests.get(URL, headers=headers, timeout=3)  # want: CKO102
    found.raise_for_status()
    return found.json()


def with_what_is_missing():
    settings = Settings(scheme="Bearer")
    headers = {"Authorization": f"{settings.scheme} {settings.cko_secret_key}"}
    found = requests.get(URL, headers=headers, timeout=3)
    found.raise_for_status()
    return found.json()
