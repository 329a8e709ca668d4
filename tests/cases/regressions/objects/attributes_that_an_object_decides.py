"""`__getattribute__`, `__setattr__`, `__set__` and `__class_getitem__` decide what is read, what is set, and which class it is."""

import os
from typing import Generic, TypeVar

import requests

T = TypeVar("T")
URL = "https://api.checkout.com/workflows"
KEY = os.environ["CKO_SECRET_KEY"]


class Signed:
    headers = {}

    def __getattribute__(self, name):
        if name == "headers":
            return {"Authorization": f"Bearer {KEY}"}
        return super().__getattribute__(name)

    def all(self):
        requests.get(URL, headers=self.headers, timeout=3).raise_for_status()


class Misspelt:
    scheme = "Bearer"

    def __getattribute__(self, name):
        if name == "headers":
            return {"Authorization": f"{self.scheme}{KEY}"}
        return object.__getattribute__(self, name)

    def all(self):
        requests.get(URL, headers=self.headers, timeout=3).raise_for_status()  # want: CKO102


class Filled:
    def __init__(self):
        self.key = ""
        self.scheme = "Bearer"

    def __setattr__(self, name, value):
        object.__setattr__(self, name, value or KEY)

    def all(self):
        headers = {"Authorization": f"{self.scheme} {self.key}"}
        requests.get(URL, headers=headers, timeout=3).raise_for_status()


class Emptied:
    def __init__(self):
        self.key = KEY

    def __setattr__(self, name, value):
        super().__setattr__(name, "")

    def all(self):
        headers = {"Authorization": f"Bearer {self.key}"}
        requests.get(URL, headers=headers, timeout=3).raise_for_status()  # want: CKO103


class Bearer:
    def __set_name__(self, owner, name):
        self.name = f"_{name}"

    def __get__(self, instance, owner):
        return getattr(instance, self.name)

    def __set__(self, instance, value):
        setattr(instance, self.name, f"Bearer {value}")


class Described:
    authorization = Bearer()

    def __init__(self, key):
        self.authorization = key

    def all(self):
        requests.get(URL, headers={"Authorization": self.authorization}, timeout=3).raise_for_status()


class Keyed:
    key = ""

    def __class_getitem__(cls, key):
        return type("Keyed", (cls,), {"key": key})

    def all(self):
        headers = {"Authorization": f"Bearer {self.key}"}
        requests.get(URL, headers=headers, timeout=3).raise_for_status()


class Of(Generic[T]):
    def __init__(self, key):
        self.key = key

    def all(self) -> T:
        headers = {"Authorization": f"Bearer {self.key}"}
        found = requests.get(URL, headers=headers, timeout=3)  # want: CKO501
        found.raise_for_status()
        return found.json()


def all_of_them():
    Signed().all()
    Misspelt().all()
    Filled().all()
    Emptied().all()
    Described(KEY).all()
    Keyed[KEY]().all()
    Of[dict](os.environ["CKO_PUBLIC_KEY"]).all()
