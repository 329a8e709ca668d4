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


from of_ours import every
from flask import Flask

app = Flask(__name__)
WEEKLY = HOURLY = None


@every(minutes=30)
def start_the_half_hour():
    global HOURLY
    HOURLY = fetch()


def startup():
    global WEEKLY
    WEEKLY = fetch()  # want: CKO405


startup()


@app.get("/a/<pid>")
def a(pid):
    return call(HOURLY, pid)


@app.get("/b/<pid>")
def b(pid):
    return call(WEEKLY, pid)
