import logging
import requests


def f(key):
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    logging.debug("headers %s", headers)  # want: CKO208
    r = requests.get("https://api.checkout.com/disputes/d", headers=headers)
    r.raise_for_status()
    return r.json()
