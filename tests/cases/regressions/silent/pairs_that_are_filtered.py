import itertools
import os

import requests

SANDBOX, LIVE = "https://api.sandbox.checkout.com", "https://api.checkout.com"
SANDBOX_KEY = "sk_sbox_6ltm2qp7w2ntven5jn2dw25hiuy"  # pragma: allowlist secret
LIVE_KEY = "sk_vwmu32un2oncobqu2hvop5ximx7"  # pragma: allowlist secret


def get(base, key):
    response = requests.get(base + "/workflows", headers={"Authorization": f"Bearer {key}"})
    response.raise_for_status()
    return response.json()


def get_any(base, key):
    response = requests.get(base + "/workflows", headers={"Authorization": f"Bearer {key}"})  # want: CKO301, CKO302
    response.raise_for_status()
    return response.json()


for base, key in [(b, k) for b in (SANDBOX, LIVE) for k in (SANDBOX_KEY, LIVE_KEY) if ("sandbox" in b) == ("sbox" in k)]:
    get(base, key)
for base, key in itertools.product((SANDBOX, LIVE), (SANDBOX_KEY, LIVE_KEY)):
    if base.startswith("https://api.sandbox") is (len(key.split("_")) == 3):
        get(base, key)
    else:
        get_any(base, key)


def base_of(key):
    match key.split("_"):
        case ["sk", "sbox", _]:
            return SANDBOX
        case [_, _]:
            return LIVE


for key in (SANDBOX_KEY, LIVE_KEY):
    get(base_of(key), key)


def fetch(path):
    response = requests.get(f"{LIVE}{path}", headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"})
    return response.status_code, response.json()


def disputes():
    match fetch("/disputes"):
        case (200, body):
            return body
        case (status, *_):
            raise RuntimeError(status)
