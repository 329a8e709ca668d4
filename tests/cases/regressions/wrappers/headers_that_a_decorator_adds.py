"""Headers that a decorator adds to what the function is called with, where nothing of the project calls it."""

import os

import requests

KEY = os.environ["CKO_SECRET_KEY"]


def signed_0(f):
    def inner(*a, **kw):
        kw["headers"] = {"Authorization": "Token " + KEY}
        return f(*a, **kw)

    return inner


@signed_0
def fetch_0(pid, headers=None):
    r = requests.get("https://api.checkout.com/payments/" + pid, headers=headers)  # want: CKO102
    r.raise_for_status()
    return r.json()


def signed_1(f):
    def inner(pid):
        return f(pid, {"Authorization": "Token " + KEY})

    return inner


@signed_1
def fetch_1(pid, headers=None):
    r = requests.get("https://api.checkout.com/payments/" + pid, headers=headers)  # want: CKO102
    r.raise_for_status()
    return r.json()


def signed_2(f):
    def inner(*a, **kw):
        return f(*a, headers={"Authorization": "Token " + KEY}, **kw)

    return inner


@signed_2
def fetch_2(pid, headers=None):
    r = requests.get("https://api.checkout.com/payments/" + pid, headers=headers)  # want: CKO102
    r.raise_for_status()
    return r.json()


def signed_3(f):
    def inner(*a, **kw):
        kw["headers"] = {"Authorization": "Token " + KEY}
        return f(*a, **kw)

    return inner


@signed_3
def fetch_3(pid, headers):
    r = requests.get("https://api.checkout.com/payments/" + pid, headers=headers)  # want: CKO102
    r.raise_for_status()
    return r.json()


def signed_4(f):
    def inner(*a, **kw):
        kw.setdefault("headers", {})["Authorization"] = "Token " + KEY
        return f(*a, **kw)

    return inner


@signed_4
def fetch_4(pid, headers=None):
    r = requests.get("https://api.checkout.com/payments/" + pid, headers=headers)  # want: CKO102
    r.raise_for_status()
    return r.json()


def fetch_5(headers, /, **kw):
    r = requests.get("https://api.checkout.com/payments/x", headers=headers)
    r.raise_for_status()
    return r.json()


def a():
    return fetch_5({"Authorization": "Bearer " + KEY}, headers={})


def signed_6(f):
    def inner(*a, **kw):
        headers = kw.pop("headers", None) or {}
        return f(*a, headers={**headers, "Authorization": "Bearer " + KEY}, **kw)

    return inner


@signed_6
def fetch_6(pid, headers=None):
    r = requests.get("https://api.checkout.com/payments/" + pid, headers=headers)
    r.raise_for_status()
    return r.json()


@signed_6
def tokens_6(card, headers=None):
    r = requests.post("https://api.checkout.com/tokens", json=card, headers=headers)  # want: CKO502
    r.raise_for_status()
    return r.json()
