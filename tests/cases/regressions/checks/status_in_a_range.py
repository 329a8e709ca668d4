import os

import requests

URL = "https://api.checkout.com/workflows"
HEADERS = {"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}
OUTAGES = range(500, 600)


def of_others():
    response = requests.get(URL, headers=HEADERS)  # want: CKO401
    if response.status_code in OUTAGES:
        raise RuntimeError
    return response.json()


def of_errors():
    response = requests.get(URL, headers=HEADERS)
    if response.status_code in range(400, 600):
        raise RuntimeError
    return response.json()


def of_successes():
    response = requests.get(URL, headers=HEADERS)
    if response.status_code not in range(200, 300):
        raise RuntimeError
    return response.json()


def of_unknown_codes(first):
    response = requests.get(URL, headers=HEADERS)
    if response.status_code in range(first, 600):
        raise RuntimeError
    return response.json()
