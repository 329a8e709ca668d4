import os

import requests

TOKENS = "https://access.checkout.com/connect/token"
CLIENT = (os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"])


def is_up():
    return requests.head(TOKENS, timeout=3).status_code < 500


def methods():
    response = requests.options(TOKENS, timeout=3)
    response.raise_for_status()
    return response.headers["Allow"]


def token():
    response = requests.get(TOKENS, auth=CLIENT)  # want: CKO105
    response.raise_for_status()
    return response.json()["access_token"]
