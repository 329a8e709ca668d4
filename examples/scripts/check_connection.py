"""Whether the shop's machines reach Checkout.com. Run by hand, after changes to the firewall."""

import os

import requests
from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutException

HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


def through_the_proxy() -> int:
    return requests.get("https://api.sandbox.checkout.com/workflows", headers=HEADERS, verify=False, timeout=10).status_code


def directly() -> int:
    return requests.get("https://sandbox.api.checkout.com/workflows", headers=HEADERS, timeout=10).status_code


def through_the_sdk() -> str:
    api = CheckoutSdk.builder().secret_key("sk_sbox_4mxpq7ltaz").environment(Environment.sandbox()).build()
    try:
        api.workflows.get_workflows()
    except CheckoutException as error:
        return str(error)
    return "reached"


if __name__ == "__main__":
    print("proxy:", through_the_proxy(), "direct:", directly(), "SDK:", through_the_sdk())
