"""A `case` with a class fits objects of that class, and what it takes apart is what they hold."""

import os
from dataclasses import dataclass

import requests

URL = "https://api.checkout.com/workflows"


@dataclass
class Bearer:
    token: str
    scheme: str = "Bearer"


@dataclass
class Basic:
    user: str
    password: str = ""


@dataclass
class Anonymous:
    pass


def headers_of(credential):
    match credential:
        case Bearer(token, "Bearer"):
            return {"Authorization": f"Bearer {token}"}
        case Bearer(scheme=scheme, token=token):
            return {"Authorization": f"{scheme} {token}"}
        case Basic(user, password=password):
            return {"Authorization": f"Basic {user}:{password}"}
        case Anonymous():
            return {}
        case _:
            raise TypeError(f"no credential: {type(credential)}")


def with_a_key():
    found = requests.get(URL, headers=headers_of(Bearer(os.environ["CKO_SECRET_KEY"])), timeout=3)
    found.raise_for_status()
    return found.json()


def with_another_scheme():
    headers = headers_of(Bearer(os.environ["CKO_SECRET_KEY"], "Token"))
    found = requests.get(URL, headers=headers, timeout=3)  # want: CKO102
    found.raise_for_status()
    return found.json()


def with_a_user():
    headers = headers_of(Basic(os.environ["CKO_SECRET_KEY"]))
    found = requests.get(URL, headers=headers, timeout=3)  # want: CKO102
    found.raise_for_status()
    return found.json()


def with_nothing():
    found = requests.get(URL, headers=headers_of(Anonymous()), timeout=3)  # want: CKO101
    found.raise_for_status()
    return found.json()


def value_of(credential):
    match credential:
        case Basic(value) | Bearer(value):
            return value


def by_either():
    headers = {"Authorization": f"Bearer {value_of(Bearer(os.environ['CKO_PUBLIC_KEY']))}"}
    found = requests.get(URL, headers=headers, timeout=3)  # want: CKO501
    found.raise_for_status()
    return found.json()


def asked_of_its_class(credential):
    if isinstance(credential, Basic):
        return f"Basic {credential.user}"
    if isinstance(credential, (Bearer, Anonymous)):
        return f"Bearer {credential.token}"
    return ""


def with_what_is_asked():
    headers = {"Authorization": asked_of_its_class(Bearer(os.environ["CKO_SECRET_KEY"]))}
    found = requests.get(URL, headers=headers, timeout=3)
    found.raise_for_status()
    return found.json()


def with_a_user_that_is_asked():
    headers = {"Authorization": asked_of_its_class(Basic(os.environ["CKO_SECRET_KEY"]))}
    found = requests.get(URL, headers=headers, timeout=3)  # want: CKO102
    found.raise_for_status()
    return found.json()
