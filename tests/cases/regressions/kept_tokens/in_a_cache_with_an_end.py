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
from cachetools import TTLCache, cached
app = Flask(__name__)
@cached(TTLCache(1, 3000))
def token():
    return fetch()
@app.get("/t/<pid>")
def t(pid):
    return call(token(), pid)
