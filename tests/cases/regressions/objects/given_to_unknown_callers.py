"""A function of the program gives an object to unknown callers: they leave alone what it keeps in private attributes."""

import os

import requests

URL = "https://api.checkout.com/workflows"


class Unsigned:
    def __init__(self):
        self._session = requests.Session()
        self._session.headers.update({"Accept": "application/json"})

    def workflows(self):
        response = self._session.get(URL, timeout=10)  # want: CKO101
        response.raise_for_status()
        return response.json()


def unsigned():
    return Unsigned()


class Open:
    def __init__(self):
        self.session = requests.Session()

    def workflows(self):
        self.session.get(URL, timeout=10).raise_for_status()


def signed_by_its_callers():
    return Open()


class SignedLater:
    def __init__(self):
        self._session = requests.Session()

    def log_in(self, key):
        self._session.headers["Authorization"] = f"Bearer {key}"

    def workflows(self):
        self._session.get(URL, timeout=10).raise_for_status()


def signed_later():
    return SignedLater()


class Empty:
    def __init__(self):
        self._key = None

    def workflows(self):
        headers = {"Authorization": f"Bearer {self._key}"}
        requests.get(URL, headers=headers, timeout=10).raise_for_status()  # want: CKO103


def empty():
    return Empty()


class Filled:
    def __init__(self):
        self._key = None

    @property
    def key(self):
        return self._key

    @key.setter
    def key(self, value):
        self._key = value

    def workflows(self):
        headers = {"Authorization": f"Bearer {self._key}"}
        requests.get(URL, headers=headers, timeout=10).raise_for_status()


def filled():
    return Filled()


class Result:
    def __init__(self, response):
        self._response = response

    def check(self):
        self._response.raise_for_status()


def checked_by_its_callers():
    return Result(requests.get(URL, headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}, timeout=10))


class HandedOut:
    def __init__(self):
        self._session = requests.Session()

    @property
    def session(self):
        return self._session

    def workflows(self):
        self._session.get(URL, timeout=10).raise_for_status()


def signed_by_those_who_ask_for_it():
    return HandedOut()


class Entered:
    def __init__(self):
        self._session = requests.Session()

    def __enter__(self):
        return self._session

    def __exit__(self, *_):
        self._session.close()

    def workflows(self):
        self._session.get(URL, timeout=10).raise_for_status()


def signed_inside_of_a_with():
    return Entered()
