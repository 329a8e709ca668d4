"""A token that is an attribute of an object which the module makes is kept; one of an object that each thread has is not."""

import os
import threading
from dataclasses import dataclass

import requests
from flask import Flask, request

app = Flask(__name__)
FORM = {"grant_type": "client_credentials", "scope": "gateway"}


@dataclass
class Access:
    token: str = ""


access = Access()
own = threading.local()


def new_token():
    response = requests.post(
        "https://access.checkout.com/connect/token",
        data=FORM,
        auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]),
        timeout=5,
    )
    response.raise_for_status()
    return response.json()["access_token"]


def shared_token():
    if not access.token:
        access.token = new_token()  # want: CKO405
    return access.token


def token_of_thread():
    if not getattr(own, "credential", None):
        own.credential = new_token()
    return own.credential


class Client:
    made = None

    def __new__(cls):
        if cls.made is None:
            cls.made = super().__new__(cls)
            cls.made.bearer = new_token()  # want: CKO405
        return cls.made


@app.post("/payments")
def pay():
    headers = {"Authorization": f"Bearer {shared_token()}"}
    response = requests.post("https://api.checkout.com/payments", json=request.json, headers=headers, timeout=5)
    response.raise_for_status()
    return response.json()


@app.post("/payments/of/thread")
def pay_in_thread():
    headers = {"Authorization": f"Bearer {token_of_thread()}"}
    response = requests.post("https://api.checkout.com/payments", json=request.json, headers=headers, timeout=5)
    response.raise_for_status()
    return response.json()


@app.post("/payments/of/client")
def pay_by_client():
    headers = {"Authorization": f"Bearer {Client().bearer}"}
    response = requests.post("https://api.checkout.com/payments", json=request.json, headers=headers, timeout=5)
    response.raise_for_status()
    return response.json()
