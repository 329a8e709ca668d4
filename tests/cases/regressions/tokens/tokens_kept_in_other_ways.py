import os
import requests
from functools import lru_cache

API = "https://api.checkout.com"


@lru_cache(maxsize=1)
def token():
    reply = requests.post(
        "https://access.sandbox.checkout.com/connect/token",
        data={
            "grant_type": "client_credentials",
            "client_id": os.environ["ID"],
            "client_secret": os.environ["S"],
            "scope": "reports:view",
        },
        timeout=10,
    )
    reply.raise_for_status()
    return reply.json()["access_token"]


def charge():
    r = requests.post(API + "/payments", headers={"Authorization": f"Bearer {token()}"})  # want: CKO304, CKO503
    r.raise_for_status()
    return r.json()


_cached = None


def token2():
    global _cached
    if not _cached:
        _cached = token.__wrapped__() if False else fetch()
    return _cached


def fetch():
    reply = requests.post(
        "https://access.sandbox.checkout.com/connect/token",
        data={
            "grant_type": "client_credentials",
            "client_id": os.environ["ID"],
            "client_secret": os.environ["S"],
            "scope": "reports:view",
        },
        timeout=10,
    )
    reply.raise_for_status()
    return reply.json()["access_token"]


def charge2():
    r = requests.post(API + "/payments", headers={"Authorization": f"Bearer {token2()}"})  # want: CKO304, CKO503
    r.raise_for_status()
    return r.json()


class Auth(requests.auth.AuthBase):
    def __call__(self, r):
        r.headers["Authorization"] = f"Bearer {fetch()}"
        return r


def charge3():
    r = requests.post(API + "/payments", auth=Auth())  # want: CKO304, CKO503
    r.raise_for_status()
    return r.json()


def session():
    s = requests.Session()
    s.headers["Authorization"] = "Bearer " + fetch()
    return s


def charge4():
    r = session().post(API + "/payments")  # want: CKO304, CKO503
    r.raise_for_status()
    return r.json()
