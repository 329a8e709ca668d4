"""A dictionary of a class of its own may take its attributes as items, or keep its items elsewhere."""

import os
from collections import UserDict

import requests

URL = "https://api.checkout.com/workflows"


class ByOperators(dict):
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__


class ByMethods(dict):
    def __getattr__(self, name):
        return self[name]

    def __setattr__(self, name, value):
        self[name] = value


class Same(dict):
    def __init__(self, **items):
        super().__init__(**items)
        self.__dict__ = self


class Elsewhere(UserDict):
    def __init__(self, **items):
        self.data = {}
        self.data.update(items)
        self.data["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"


class Plain(dict):
    def __init__(self, **items):
        dict.__init__(self, **items)


def workflows(settings):
    headers = {"Authorization": f"Bearer {settings['key']}"}
    requests.get(URL, headers=headers, timeout=3).raise_for_status()  # want: CKO103


def by_operators():
    settings = ByOperators(key="")
    settings.key = os.environ["CKO_SECRET_KEY"]
    workflows(settings)


def by_methods():
    settings = ByMethods(key="")
    settings.key = os.environ["CKO_SECRET_KEY"]
    workflows(settings)


def as_the_same():
    settings = Same(key="")
    settings.key = os.environ["CKO_SECRET_KEY"]
    workflows(settings)


def never_set():
    workflows(ByMethods(key=""))


def with_items_elsewhere():
    requests.get(URL, headers=Elsewhere(Accept="application/json"), timeout=3).raise_for_status()


def with_items_given_to_the_base():
    headers = Plain(Authorization=f"Bearer {os.environ['CKO_SECRET_KEY']}")
    requests.get(URL, headers=headers, timeout=3).raise_for_status()
