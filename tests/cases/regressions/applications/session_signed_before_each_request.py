import os

import requests
from flask import Flask, g

app = Flask(__name__)


@app.before_request
def connect():
    g.client = requests.Session()
    g.base = "https://api.sandbox.checkout.com"


@app.before_request
def sign():
    g.client.headers["Authorization"] = "Bearer " + os.environ["CKO_SECRET_KEY"]


@app.get("/c/<cid>")
def pay(cid):
    r = g.client.get(g.base + f"/payments/{cid}")
    r.raise_for_status()
    return r.json()
