"""Prints last month's payments of a customer, for the letter that goes with the tax return."""

import os
import sys

import requests

TOKEN_URL = "https://access.sandbox.checkout.com/connect/token"
PAYMENTS_URL = "https://api.checkout.com/payments"


class Token:
    """A token of the bookkeeper's client."""

    def __init__(self) -> None:
        response = requests.post(
            TOKEN_URL,
            auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]),
            data={"grant_type": "client_credentials", "scope": "gateway:payment-details"},
            timeout=10,
        )
        response.raise_for_status()
        self.header = {"Authorization": f"Bearer {response.json()['access_token']}"}


def main(reference: str) -> None:
    response = requests.get(PAYMENTS_URL, headers=Token().header, params={"reference": reference}, timeout=30)
    response.raise_for_status()
    for payment in response.json()["data"]:
        print(payment["requested_on"], payment["amount"], payment["currency"])


if __name__ == "__main__":
    main(sys.argv[1])
