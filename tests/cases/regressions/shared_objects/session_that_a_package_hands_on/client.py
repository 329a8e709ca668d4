import requests
from shop import CONF


def get(pid):
    r = CONF.get(f"https://api.checkout.com/payments/{pid}")
    r.raise_for_status()
    return r.json()
