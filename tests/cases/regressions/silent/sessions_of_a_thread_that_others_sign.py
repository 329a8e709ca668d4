"""What a thread keeps may be signed by another function, or be one of several."""

import os
import threading

import requests

local = threading.local()
chosen = threading.local()

URL = "https://api.checkout.com/payments/"


def connect():
    local.session = requests.Session()


def sign(key):
    local.session.headers["Authorization"] = f"Bearer {key}"


def payment(payment_id):
    response = local.session.get(URL + payment_id)
    response.raise_for_status()
    return response.json()


def for_the_public():
    chosen.session = requests.Session()


def for_the_shop():
    chosen.session = requests.Session()
    chosen.session.headers["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"


def dispute(dispute_id):
    response = chosen.session.get(f"https://api.checkout.com/disputes/{dispute_id}")
    response.raise_for_status()
    return response.json()
