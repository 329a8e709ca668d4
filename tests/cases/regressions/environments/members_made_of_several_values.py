"""What is mixed into an enumeration, or what it derives from, says what the items of a member's value are called."""

import os
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

import requests


@dataclass(frozen=True)
class Target:
    host: str
    scheme: str

    @property
    def workflows(self):
        return f"{self.host}/workflows"


class Mixed(Target, Enum):
    SANDBOX = "https://api.sandbox.checkout.com", "Bearer"
    LIVE = "https://api.checkout.com", "Basic"


class Pair(NamedTuple):
    host: str
    variable: str


class Named(Pair, Enum):
    SECRET = Pair("https://api.checkout.com", "CKO_SECRET_KEY")
    PUBLIC = Pair("https://api.checkout.com", "CKO_PUBLIC_KEY")


class Initialised(Enum):
    def __init__(self, host, scheme):
        self.host = host
        self.scheme = scheme


class Derived(Initialised):
    SANDBOX = "https://api.sandbox.checkout.com", "Bearer"
    LIVE = "https://api.checkout.com", "Token"


def mixed():
    target = Mixed.SANDBOX
    headers = {"Authorization": f"{target.scheme} {os.environ['CKO_SECRET_KEY']}"}
    requests.get(target.workflows, headers=headers, timeout=3).raise_for_status()


def mixed_with_another_scheme():
    target = Mixed.LIVE
    headers = {"Authorization": f"{target.scheme} {os.environ['CKO_SECRET_KEY']}"}
    requests.get(target.workflows, headers=headers, timeout=3).raise_for_status()  # want: CKO102


def named():
    target = Named.SECRET
    headers = {"Authorization": f"Bearer {os.environ[target.variable]}"}
    requests.get(f"{target.host}/workflows", headers=headers, timeout=3).raise_for_status()


def named_for_a_public_key():
    target = Named.PUBLIC
    headers = {"Authorization": f"Bearer {os.environ[target.variable]}"}
    requests.get(f"{target.host}/workflows", headers=headers, timeout=3).raise_for_status()  # want: CKO501


def derived():
    target = Derived.SANDBOX
    headers = {"Authorization": f"{target.scheme} {os.environ['CKO_SECRET_KEY']}"}
    requests.get(f"{target.host}/workflows", headers=headers, timeout=3).raise_for_status()


def derived_with_another_scheme():
    target = Derived["LIVE"]
    headers = {"Authorization": f"{target.scheme} {os.environ['CKO_SECRET_KEY']}"}
    requests.get(f"{target.host}/workflows", headers=headers, timeout=3).raise_for_status()  # want: CKO102
