import os
import requests

ENV = os.environ["APP_ENV"]
PAIRS = [("live", "https://api.checkout.com"), ("sandbox", "https://api.sandbox.checkout.com")]
KEYS = [("live", "sk_fmna2qjnrhpidlkpe4hpg5x2zdi"), ("sandbox", "sk_sbox_mmna2qjnrhpidlkpe4hpg5x2zdi")]  # want: CKO201, CKO201
URL = next(u for n, u in PAIRS if n == ENV)
KEY = next(k for n, k in KEYS if n == ENV)


def pay(body):
    r = requests.post(f"{URL}/payments", headers={"Authorization": f"Bearer {KEY}"}, json=body, timeout=9)
    r.raise_for_status()
    return r.json()


if __name__ == "__main__":
    try:
        pay({})
    except requests.HTTPError as error:
        raise SystemExit(str(error))
