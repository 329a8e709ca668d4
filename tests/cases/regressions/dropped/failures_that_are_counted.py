import os
from collections import Counter

import requests
from checkout_sdk.exception import CheckoutException

URL = "https://api.checkout.com/payments"
HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
STATISTICS = Counter()
failures = 0


def get(payment_id):
    response = requests.get(f"{URL}/{payment_id}", headers=HEADERS)
    response.raise_for_status()
    return response.json()


def in_a_variable(payment_ids):
    paid = failed = 0
    for payment_id in payment_ids:
        try:
            get(payment_id)
            paid += 1
        except requests.HTTPError:
            failed += 1
    return f"{paid} paid, {failed} not"


def in_an_object(payment_ids):
    for payment_id in payment_ids:
        try:
            get(payment_id)
        except requests.HTTPError:
            STATISTICS["refused"] += 1


def for_all(payment_id):
    global failures
    try:
        return get(payment_id)
    except requests.HTTPError:
        failures += 1
        return None


def only_the_tries(payment_id):
    tries = 0
    while tries < 3:
        try:
            response = requests.get(f"{URL}/{payment_id}", headers=HEADERS)  # want: CKO403
            response.raise_for_status()
            break
        except requests.HTTPError:
            tries += 1


def never_read(payment_ids):
    failed = 0
    for payment_id in payment_ids:
        try:
            response = requests.post(f"{URL}/{payment_id}/voids", headers=HEADERS)  # want: CKO403
            response.raise_for_status()
        except requests.HTTPError:
            failed += 1
