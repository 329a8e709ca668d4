import os
import requests

ENV = os.environ["APP_ENV"]
CONFIGS = [
    {"name": "live", "url": "https://api.checkout.com", "key": "sk_sbox_mmna2qjnrhpidlkpe4hpg5x2zdi"},  # want: CKO201
    {"name": "sandbox", "url": "https://api.sandbox.checkout.com", "key": "sk_fmna2qjnrhpidlkpe4hpg5x2zdi"},  # want: CKO201
]
URL = next(filter(lambda c: c["name"] == ENV, CONFIGS))["url"]
KEY = next(c for c in CONFIGS if c["name"] == ENV)["key"]


def pay(body):
    r = requests.post(f"{URL}/payments", headers={"Authorization": f"Bearer {KEY}"}, json=body, timeout=9)  # want: CKO301, CKO302
    r.raise_for_status()
    return r.json()


if __name__ == "__main__":
    try:
        pay({})
    except requests.HTTPError as error:
        raise SystemExit(str(error))
