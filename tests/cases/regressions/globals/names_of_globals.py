import os
import sys

import requests

API = "https://api.sandbox.checkout.com"
URL_OF_TOKENS = f"{API}/tokens"
URL_OF_PAYMENTS = f"{API}/payments"
HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
HEADERS_OF_NOBODY = {"Accept": "application/json"}
setattr(sys.modules[__name__], "URL_OF_WORKFLOWS", f"{API}/workflows")


def by_a_known_name(card):
    requests.post(globals()["URL_OF_TOKENS"], json=card, headers=HEADERS).raise_for_status()  # want: CKO502
    requests.post(globals()["URL_OF_PAYMENTS"], json=card, headers=HEADERS).raise_for_status()
    requests.post(globals().get("URL_OF_PAYMENTS"), json=card, headers=HEADERS_OF_NOBODY).raise_for_status()  # want: CKO101


def by_a_name_that_is_put_together(card, kind):
    requests.post(URL_OF_PAYMENTS, json=card, headers=globals()[f"HEADERS_OF_{kind}"]).raise_for_status()
    requests.post(URL_OF_PAYMENTS, json=card, headers=globals().get("HEADERS_OF_THE_HOST")).raise_for_status()


def set_by_a_name():
    requests.get(URL_OF_WORKFLOWS, headers=HEADERS).raise_for_status()
    requests.get(URL_OF_WORKFLOWS).raise_for_status()  # want: CKO101


def send_and_forget(payment):
    return requests.get(f"{URL_OF_PAYMENTS}/{payment}", headers=HEADERS)


def called_by_its_name(name, payment):
    globals()[name](payment).raise_for_status()
