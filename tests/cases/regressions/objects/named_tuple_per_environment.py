import os
from collections import namedtuple
import requests

Env = namedtuple("Env", ["url", "key"])
SANDBOX = Env("https://api.sandbox.checkout.com", os.environ["CKO_SANDBOX_KEY"])
LIVE = Env(url="https://api.checkout.com", key="sk_sbox_uvllwynawu2rezetg5sku7wbgm7")  # want: CKO201, CKO303


def get(pid, live=False):
    url, key = LIVE if live else SANDBOX
    r = requests.get(f"{url}/payments/{pid}", headers={"Authorization": f"Bearer {key}"}, timeout=5)  # want: CKO301
    r.raise_for_status()
    return r.json()
