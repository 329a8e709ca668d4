"""Headers that are passed by position are headers, and no body; urllib3 has moved their place."""

import os

import requests
import treq
import urllib3

KEY = os.environ["CKO_SECRET_KEY"]
HEADERS = {"Authorization": f"Bearer {KEY}"}
URL = "https://api.checkout.com/workflows"


async def by_treq():
    found = await treq.request("GET", URL, HEADERS)
    if found.code != 200:
        raise RuntimeError(found.code)
    return await found.json()


def by_a_pool():
    found = urllib3.PoolManager().request("GET", URL, None, HEADERS)
    if found.status != 200:
        raise RuntimeError(found.status)
    return found.json()


def by_a_newer_pool():
    found = urllib3.PoolManager().request("GET", URL, None, None, HEADERS)
    if found.status != 200:
        raise RuntimeError(found.status)
    return found.json()


def by_a_request_that_is_made_first():
    session = requests.Session()
    found = session.send(requests.Request("GET", URL, HEADERS).prepare())
    found.raise_for_status()
    return found.json()


def by_a_session():
    found = requests.Session().request("GET", URL, None, None, HEADERS)
    found.raise_for_status()
    return found.json()


def in_the_body():
    found = requests.Session().request("GET", URL, None, {"key": KEY}, HEADERS)  # want: CKO104
    found.raise_for_status()
    return found.json()


def without_any():
    found = urllib3.PoolManager().request("GET", URL, None, None, {"Accept": "application/json"})  # want: CKO101
    if found.status != 200:
        raise RuntimeError(found.status)
    return found.json()
