import os, logging
import requests

URL = "https://api.checkout.com"


def H():
    return {"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}


class ApiError(Exception):
    pass


def get(i):
    r = requests.get(f"{URL}/payments/{i}", headers=H())  # want: CKO403
    if not r.ok:
        raise ApiError(r.status_code)
    return r.json()


def f(i):
    try:
        return get(i)
    except ApiError:
        return None
