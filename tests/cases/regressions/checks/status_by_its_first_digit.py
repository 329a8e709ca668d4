import os

import requests

URL = "https://api.checkout.com/workflows"
HEADERS = {"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}


def of_client_errors():
    response = requests.get(URL, headers=HEADERS)
    if int(response.status_code / 100) == 4:
        raise RuntimeError
    return response.json()


def of_successes():
    response = requests.get(URL, headers=HEADERS)
    if int(response.status_code / 100) != 2:
        raise RuntimeError
    return response.json()


def of_outages():
    response = requests.get(URL, headers=HEADERS)  # want: CKO401
    if int(response.status_code / 100) == 5:
        raise RuntimeError
    return response.json()
