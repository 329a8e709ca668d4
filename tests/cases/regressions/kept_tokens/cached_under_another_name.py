"""A function whose result is kept under another name is called each time under its own."""

import functools
import os

import requests
from flask import Flask

app = Flask(__name__)


def access_token():
    response = requests.post(
        "https://access.checkout.com/connect/token",
        data={"grant_type": "client_credentials"},
        auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]),
        timeout=10,
    )
    response.raise_for_status()
    return response.json()["access_token"]


first_token = functools.cache(access_token)


@app.get("/health")
def health():
    return {"could_sign": bool(first_token())}


@app.get("/disputes")
def disputes():
    headers = {"Authorization": f"Bearer {access_token()}"}
    response = requests.get("https://api.checkout.com/disputes", headers=headers, timeout=10)
    response.raise_for_status()
    return response.json()
