import os, logging
import requests

URL = "https://api.checkout.com"


def H():
    return {"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}


def f(i):
    try:
        r = requests.get(f"{URL}/payments/{i}", headers=H())  # want: CKO403
        r.raise_for_status()
        return r.json()
    except requests.RequestException:
        ...
