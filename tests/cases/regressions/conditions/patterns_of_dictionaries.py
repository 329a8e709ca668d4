"""A `case` with keys fits dictionaries that have them, and what it takes apart is what they hold."""

import os

import requests

URL = "https://api.checkout.com/workflows"
TOKENS = "https://access.checkout.com/connect/token"


def headers_of(config):
    match config:
        case {"kind": "bearer", "key": str() as key}:
            return {"Authorization": f"Bearer {key}"}
        case {"kind": "basic", "user": user}:
            return {"Authorization": f"Basic {user}"}
        case {"kind": "none", **others}:
            return others
    raise ValueError(config['kind'])


def with_a_key():
    headers = headers_of({"kind": "bearer", "key": os.environ["CKO_SECRET_KEY"]})
    found = requests.get(URL, headers=headers, timeout=3)
    found.raise_for_status()
    return found.json()


def with_a_user():
    headers = headers_of({"kind": "basic", "user": os.environ["CKO_SECRET_KEY"]})
    found = requests.get(URL, headers=headers, timeout=3)  # want: CKO102
    found.raise_for_status()
    return found.json()


def with_others():
    headers = headers_of({"kind": "none", "Accept": "application/json"})
    found = requests.get(URL, headers=headers, timeout=3)  # want: CKO101
    found.raise_for_status()
    return found.json()


def with_all_that_is_left():
    headers = headers_of({"kind": "none", "Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"})
    found = requests.get(URL, headers=headers, timeout=3)
    found.raise_for_status()
    return found.json()


def token():
    form = {"grant_type": "client_credentials", "scope": "vault"}
    client = (os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"])
    answer = requests.post(TOKENS, data=form, auth=client, timeout=3)
    match answer.status_code, answer.json():
        case 200, {"access_token": str(given)}:
            return given
        case status, body:
            raise RuntimeError(status, body)


def with_a_token():
    headers = {"Authorization": f"Bearer {token()}"}
    found = requests.get(URL, headers=headers, timeout=3)  # want: CKO503
    found.raise_for_status()
    return found.json()
