import os

import requests
from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.exception import CheckoutException

URL = "https://api.sandbox.checkout.com"
HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).build()

get = lambda path: requests.get(URL + path, headers=HEADERS)
ACTIONS = {
    "void": lambda payment_id: requests.post(f"{URL}/payments/{payment_id}/voids", headers=HEADERS).raise_for_status(),
    "sdk": lambda payment_id: api.payments.void_payment(payment_id),
}
with_headers = lambda headers: requests.get(URL + "/workflows", headers=headers)
checked = [lambda pid: get(f"/payments/{pid}").raise_for_status()]


def act(name, payment_id):
    try:
        return ACTIONS[name](payment_id)
    except (CheckoutException, requests.HTTPError) as error:
        raise RuntimeError(name) from error


def view(pid):
    response = get(f"/payments/{pid}")
    response.raise_for_status()
    return with_headers(HEADERS).ok


payment = lambda pid: requests.get(f"{URL}/payments/{pid}", headers=HEADERS).json()  # want: CKO401
TABLE = [lambda: requests.get(f"{URL}/workflows").raise_for_status()]  # want: CKO101
