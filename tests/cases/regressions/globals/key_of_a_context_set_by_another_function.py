"""A context variable that is handed to the function that sets it, and one that nothing sets."""

import contextvars
import os

import requests

URL = "https://api.checkout.com/payments"
api_key = contextvars.ContextVar("api_key", default="")
unset_key = contextvars.ContextVar("unset_key", default="")


def bind(variable, value):
    return variable.set(value)


def start():
    bind(api_key, os.environ["CKO_SECRET_KEY"])


def payments():
    requests.get(URL, headers={"Authorization": f"Bearer {api_key.get()}"}).raise_for_status()


def others():
    requests.get(URL, headers={"Authorization": f"Bearer {unset_key.get()}"}).raise_for_status()  # want: CKO103
