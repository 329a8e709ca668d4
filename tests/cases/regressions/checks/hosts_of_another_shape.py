import os

import requests

HEADERS = {"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}


def joined_the_other_way():
    response = requests.get("https://api-test.checkout.com/workflows", headers=HEADERS, timeout=9)  # want: CKO306
    response.raise_for_status()
    return response.json()


def in_the_other_order():
    response = requests.get("https://sandbox.api.checkout.com/workflows", headers=HEADERS, timeout=9)  # want: CKO306
    response.raise_for_status()
    return response.json()


def of_somebody_else():
    return requests.get("https://docs-api.checkout.com/search", timeout=9).text


def under_the_wrong_name_in_a_handler(load):
    try:
        url = load("url")
    except KeyError:
        CHECKOUT_LIVE_URL = "https://api.sandbox.checkout.com"  # want: CKO303
        url = CHECKOUT_LIVE_URL
    return url


match os.environ["STAGE"]:
    case "live":
        CHECKOUT_LIVE_URL = "https://api.sandbox.checkout.com"  # want: CKO303
    case _:
        CHECKOUT_LIVE_URL = "https://api.checkout.com"

try:
    import local_settings
except ImportError:
    LIVE_HOST = "https://api.sandbox.checkout.com"  # want: CKO303
