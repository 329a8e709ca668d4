"""An OAuth access token goes behind `Bearer`, whatever the platform of the keys is."""

import os
import urllib.parse

import requests

API = "https://api.checkout.com"


def get():
    value = requests.post(
        "https://access.checkout.com/connect/token",
        data={"grant_type": "client_credentials", "scope": "gateway"},
        auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]),
        timeout=10,
    )
    value.raise_for_status()
    return value.json()


def typed():
    body = get()
    header = " ".join((body["token_type"], body["access_token"]))
    requests.get(f"{API}/payments/pay_1", headers={"Authorization": header}, timeout=10).raise_for_status()


def typed_or_default():
    body = get()
    header = f"{body.get('token_type', 'Bearer')} {body['access_token']}"
    requests.get(f"{API}/payments/pay_1", headers={"Authorization": header}, timeout=10).raise_for_status()


def examined():
    token = get()["access_token"]
    if not token.startswith("Bearer "):
        token = f"Bearer {token}"
    requests.get(f"{API}/payments/pay_1", headers={"Authorization": token}, timeout=10).raise_for_status()


def cached(store):
    token = store.get("token")
    if token is None:
        token = "Bearer " + get()["access_token"]
        store.set("token", token)
    requests.get(f"{API}/payments/pay_1", headers={"Authorization": token}, timeout=10).raise_for_status()


class Auth(requests.auth.AuthBase):
    def __init__(self):
        self._header = None

    def __call__(self, request):
        if not self._header:
            self._header = "Bearer {access_token}".format(**get())
        request.headers["Authorization"] = self._header
        return request


def signed():
    requests.get(f"{API}/payments/pay_1", auth=Auth(), timeout=10).raise_for_status()


def wrapped(as_header):
    header = as_header(get()["access_token"])
    requests.get(f"{API}/payments/pay_1", headers={"Authorization": header}, timeout=10).raise_for_status()


def session():
    made = requests.Session()
    made.headers["Authorization"] = "Bearer " + get()["access_token"]
    made.get(f"{API}/payments/pay_1", timeout=10).raise_for_status()


def other():
    made = requests.Session()
    made.headers["X-Token"] = get()["access_token"]
    made.headers["Authorization"] = f"Bearer {made.headers['X-Token']}"
    made.get(f"{API}/payments/pay_1", timeout=10).raise_for_status()


def unquoted():
    header = urllib.parse.unquote("Bearer%20" + get()["access_token"])
    requests.get(f"{API}/payments/pay_1", headers={"Authorization": header}, timeout=10).raise_for_status()


def put_in_front():
    header = get()["access_token"].replace("", "Bearer ", 1)
    requests.get(f"{API}/payments/pay_1", headers={"Authorization": header}, timeout=10).raise_for_status()


# ------------------------------------------------------------------ without it


def one():
    token = get().get("access_token")
    requests.get(f"{API}/payments/pay_1", headers={"Authorization": token}, timeout=10).raise_for_status()  # want: CKO102


def two():
    token = get().get("access_token")
    if not token:
        raise ValueError
    requests.get(f"{API}/payments/pay_1", headers={"Authorization": token}, timeout=10).raise_for_status()  # want: CKO102


def three():
    token = get().get("access_token")
    if not isinstance(token, str):
        raise ValueError
    requests.get(f"{API}/payments/pay_1", headers={"Authorization": token}, timeout=10).raise_for_status()  # want: CKO102


def four():
    token = get().get("access_token")
    if not isinstance(token, str) or not token:
        raise ValueError
    requests.get(f"{API}/payments/pay_1", headers={"Authorization": token}, timeout=10).raise_for_status()  # want: CKO102


class A(requests.auth.AuthBase):
    def __call__(self, request):
        self._fetch()
        request.headers["Authorization"] = self.token
        return request

    def _fetch(self):
        self.token = get().get("access_token")


def five():
    requests.get(f"{API}/payments/pay_1", auth=A(), timeout=10).raise_for_status()  # want: CKO102


class B(requests.auth.AuthBase):
    token = None

    def __call__(self, request):
        if self.token is None:
            self._fetch()
        request.headers["Authorization"] = self.token
        return request

    def _fetch(self):
        self.token = get()["access_token"]


def six():
    requests.get(f"{API}/payments/pay_1", auth=B(), timeout=10).raise_for_status()  # want: CKO102
