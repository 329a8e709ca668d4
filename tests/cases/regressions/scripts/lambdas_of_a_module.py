import os

import requests

URL = "https://api.sandbox.checkout.com"
HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}

payment = lambda payment_id: requests.get(f"{URL}/payments/{payment_id}", headers=HEADERS).json()  # want: CKO401
answer = lambda payment_id: requests.get(f"{URL}/payments/{payment_id}", headers=HEADERS)
checked = lambda payment_id: requests.get(f"{URL}/payments/{payment_id}", headers=HEADERS).raise_for_status()
ACTIONS = {
    "void": lambda payment_id: requests.post(f"{URL}/payments/{payment_id}/voids").raise_for_status(),  # want: CKO101
    "refund": lambda payment_id, headers: requests.post(f"{URL}/payments/{payment_id}", headers=headers).raise_for_status(),
}


def show(payment_id):
    response = answer(payment_id)
    response.raise_for_status()
    return response.json()
