import os
import time
import requests

S = requests.Session()
S.headers.update({"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]})
URL = "https://api.checkout.com/payments/"


def until_ok(p):
    r = S.get(URL + p)
    while not r.ok:
        time.sleep(int(r.headers.get("Retry-After", 1)))
        r = S.get(URL + p)
    return r.json()


def not_limited(p):
    r = S.get(URL + p)  # want: CKO401
    while r.status_code == 429:
        time.sleep(int(r.headers.get("Retry-After", 1)))
        r = S.get(URL + p)  # want: CKO401
    return r.json()


def limited_then_checked(p):
    r = S.get(URL + p)
    while r.status_code == 429:
        time.sleep(int(r.headers.get("Retry-After", 1)))
        r = S.get(URL + p)
    r.raise_for_status()
    return r.json()


def pending(p):
    r = S.get(URL + p)  # want: CKO401
    while r.json()["status"] == "Pending":
        r = S.get(URL + p)  # want: CKO401
    return r.json()
