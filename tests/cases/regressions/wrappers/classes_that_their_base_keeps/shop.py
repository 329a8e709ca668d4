"""What `__init_subclass__` does is run for each class that is derived, and `__subclasses__` gives these classes."""

import os

import checkout  # noqa: F401
from base import BY_NAME, Gateway, derived

KEY = os.environ["CKO_SECRET_KEY"]


def charge(name, amount):
    return Gateway.called(name)(KEY).charge(amount).json()


def capture(name, payment):
    return derived(name)(KEY).capture(payment).json()


def void(name, payment):
    found = BY_NAME[name](KEY).void(payment)
    found.raise_for_status()
    return found.json()


def workflows():
    found = BY_NAME["workflows"](KEY).all()
    found.raise_for_status()
    return found.json()
