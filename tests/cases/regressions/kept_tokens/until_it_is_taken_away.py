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


from flask import Flask

app = Flask(__name__)


class Forgets:
    token = None

    def get(self):
        if self.token is None:
            self.token = fetch()
        return self.token

    def forget(self):
        vars(self).pop("token", None)


class Keeps:
    bearer = None

    def get(self):
        if self.bearer is None:
            self.bearer = fetch()  # want: CKO405
        return self.bearer


class IsTold:
    access = None

    def get(self):
        if self.access is None:
            self.access = fetch()
        return self.access

    def tell(self, value):
        setattr(self, "access", value)


FORGETS, KEEPS, IS_TOLD = Forgets(), Keeps(), IsTold()


@app.get("/a/<pid>")
def a(pid):
    return call(FORGETS.get(), pid)


@app.get("/b/<pid>")
def b(pid):
    return call(KEEPS.get(), pid)


@app.get("/c/<pid>")
def c(pid):
    return call(IS_TOLD.get(), pid)
