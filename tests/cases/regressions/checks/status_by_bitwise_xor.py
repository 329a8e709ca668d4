import os

import requests


def workflows():
    r = requests.get("https://api.checkout.com/workflows", headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"})
    if r.status_code ^ 200:
        raise RuntimeError
    return r.json()
