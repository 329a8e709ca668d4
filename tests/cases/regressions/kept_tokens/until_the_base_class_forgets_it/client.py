import os

import httpx


def fetch():
    r = httpx.post("https://access.checkout.com/connect/token", auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]), data={"grant_type": "client_credentials", "scope": "gateway"})
    r.raise_for_status()
    return r.json()["access_token"]


def call(token, pid):
    r = httpx.get(f"https://api.checkout.com/payments/{pid}", headers={"Authorization": f"Bearer {token}"})
    r.raise_for_status()
    return r.json()


from base import Remote, Store
from flask import Flask

app = Flask(__name__)


class Payments(Remote):
    def bearer(self):
        if not self._bearer:
            self._bearer = fetch()
        return self._bearer


PAYMENTS = Payments()


@app.get("/a/<pid>")
def a(pid):
    return call(PAYMENTS.bearer(), pid)
