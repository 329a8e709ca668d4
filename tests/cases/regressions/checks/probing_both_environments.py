import os

import requests


def by_status(key):
    headers = {"Authorization": f"Bearer {key}"}
    response = requests.get("https://api.sandbox.checkout.com/workflows", headers=headers, timeout=9)
    if response.status_code != 401:
        return "sandbox"
    live = requests.get("https://api.checkout.com/workflows", headers=headers, timeout=9)
    live.raise_for_status()
    return "live"


def by_exception(key):
    headers = {"Authorization": f"Bearer {key}"}
    try:
        response = requests.get("https://api.sandbox.checkout.com/workflows", headers=headers, timeout=9)
        response.raise_for_status()
    except requests.HTTPError:
        live = requests.get("https://api.checkout.com/workflows", headers=headers, timeout=9)
        live.raise_for_status()
        return "live"
    return "sandbox"


def one_after_the_other():
    headers = {"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}
    response = requests.get("https://api.sandbox.checkout.com/workflows", headers=headers, timeout=9)
    if response.status_code != 200:
        raise RuntimeError("sandbox")
    live = requests.get("https://api.checkout.com/workflows", headers=headers, timeout=9)
    live.raise_for_status()
