import os

import requests

API = "https://api.sandbox.checkout.com"
HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


def is_unknown(payment_id):
    response = requests.get(f"{API}/payments/{payment_id}", headers=HEADERS)
    assert response.status_code in (404, 422)
    return response.json()


def unknown(payment_id):
    response = requests.get(f"{API}/payments/{payment_id}", headers=HEADERS)
    if response.status_code != 404:
        raise RuntimeError(response.status_code)
    return response.json()


def known(payment_id):
    response = requests.get(f"{API}/payments/{payment_id}", headers=HEADERS)  # want: CKO401
    if response.status_code == 404:
        raise LookupError(payment_id)
    return response.json()
