"""What a function gives that `singledispatch` is put on is not known: another one may be chosen, where it raises an error."""

import os
from functools import singledispatch

import requests

URL = "https://api.checkout.com/workflows"


@singledispatch
def header(credential):
    raise NotImplementedError(type(credential))


@header.register
def _(credential: str):
    return f"Bearer {credential}"


@singledispatch
def scheme(credential):
    return "Basic"


@scheme.register(str)
def _(credential):
    return "Bearer"


def unchecked():
    headers = {"Authorization": header(os.environ["CKO_SECRET_KEY"])}
    return requests.get(URL, headers=headers, timeout=3).json()  # want: CKO401


def checked():
    key = os.environ["CKO_SECRET_KEY"]
    found = requests.get(URL, headers={"Authorization": f"{scheme(key)} {key}"}, timeout=3)
    found.raise_for_status()
    return found.json()
