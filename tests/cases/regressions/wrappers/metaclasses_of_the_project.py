"""A metaclass may put checks around methods, set attributes of the class, register it, and change the objects that are made."""

import functools
import os
from abc import ABCMeta

import requests

URL = "https://api.checkout.com/workflows"
KEY = os.environ["CKO_SECRET_KEY"]
AUTH = {"Authorization": f"Bearer {KEY}"}


def checked(function):
    @functools.wraps(function)
    def send(*args):
        answer = function(*args)
        answer.raise_for_status()
        return answer.json()

    return send


class ChecksWhatIsPublic(type):
    def __new__(mcs, name, bases, names):
        for known, value in list(names.items()):
            if callable(value) and not known.startswith("_"):
                names[known] = checked(value)
        return super().__new__(mcs, name, bases, names)


class ChecksOne(ABCMeta):
    def __new__(mcs, name, bases, names, **more):
        names["send"] = checked(names["send"])
        return super().__new__(mcs, name, bases, names, **more)

    def __init__(cls, name, bases, names, **more):
        super().__init__(name, bases, names)
        cls.get = checked(cls.get)


class Everything(metaclass=ChecksWhatIsPublic):
    def send(self):
        return requests.get(URL, headers=AUTH, timeout=3)


class One(metaclass=ChecksOne):
    def send(self):
        return requests.get(URL, headers=AUTH, timeout=3)

    def get(self):
        return requests.get(URL, headers=AUTH, timeout=3)

    def list(self):
        return requests.get(URL, headers=AUTH, timeout=3)  # want: CKO401


def by_checked_methods():
    return Everything().send()["data"], One().send()["data"], One().get()["data"]


def by_another_method():
    return One().list().json()["data"]


class Configured(type):
    known = {}

    def __init__(cls, name, bases, names):
        super().__init__(name, bases, names)
        cls.headers = {"Authorization": f"{cls.scheme} {KEY}"}
        cls.known[name] = cls

    @property
    def url(cls):
        return URL


class WithAKey(metaclass=Configured):
    scheme = "Bearer"
    headers = {}

    def send(self):
        requests.get(URL, headers=self.headers, timeout=3).raise_for_status()


class WithAnother(metaclass=Configured):
    scheme = "Basic"

    @classmethod
    def send(cls):
        requests.get(cls.url, headers=cls.headers, timeout=3).raise_for_status()  # want: CKO102

    @classmethod
    def list(cls):
        return requests.get(URL, headers=AUTH, timeout=3)  # want: CKO401


def by_a_register(name):
    return Configured.known[name].list().json()["data"]


class Signs(type):
    def __call__(cls, *args):
        made = super().__call__(*args)
        made.headers["Authorization"] = f"Bearer {KEY}"
        return made


class Only(type):
    made = {}

    def __call__(cls, *args):
        if cls not in cls.made:
            cls.made[cls] = super().__call__(*args)
        return cls.made[cls]


class Signed(metaclass=Signs):
    def __init__(self):
        self.headers = {}

    def send(self):
        requests.get(URL, headers=self.headers, timeout=3).raise_for_status()


class OnlyOne(metaclass=Only):
    def __init__(self, key=KEY):
        self.headers = {"Authorization": f"Bearer{key}"}

    def send(self):
        requests.get(URL, headers=self.headers, timeout=3).raise_for_status()  # want: CKO102


def by_objects_that_are_made():
    Signed().send()
    OnlyOne().send()
