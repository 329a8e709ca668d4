"""What a function of the project sets in a context variable is what the others get from it."""

import os
from contextvars import ContextVar

import requests

UNSIGNED = ContextVar("unsigned")
SIGNED = ContextVar("signed")
HEADERS = ContextVar("headers")


def start():
    session = requests.Session()
    session.headers["Accept"] = "application/json"
    UNSIGNED.set(session)


def start_signed():
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"
    SIGNED.set(session)


def start_headers():
    HEADERS.set({"Accept": "application/json"})


def sign_headers(key):
    HEADERS.get()["Authorization"] = f"Bearer {key}"


def unsigned(payment_id):
    response = UNSIGNED.get().get(f"https://api.checkout.com/payments/{payment_id}")  # want: CKO101
    response.raise_for_status()
    return response.json()


def payment(payment_id):
    response = SIGNED.get().get(f"https://api.checkout.com/payments/{payment_id}")
    response.raise_for_status()
    return response.json()


def refund(payment_id):
    url = f"https://api.checkout.com/payments/{payment_id}/refunds"
    requests.post(url, headers=HEADERS.get()).raise_for_status()
