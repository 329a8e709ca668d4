import os, logging
import requests

URL = "https://api.checkout.com"


def H():
    return {"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}


def f(i):
    h = {"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}
    print(f"headers: {h}")  # want: CKO208
    r = requests.get(f"{URL}/payments/{i}", headers=h)
    r.raise_for_status()
