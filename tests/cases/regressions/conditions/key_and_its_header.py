import os

import requests

URL = "https://api.checkout.com/workflows"
TOKEN = os.getenv("CKO_SECRET_KEY")


def by_and():
    requests.get(URL, headers={"Authorization": TOKEN and "Bearer " + TOKEN}).raise_for_status()


def by_a_condition(key):
    requests.get(URL, headers={"Authorization": f"Bearer {key}" if key else key}).raise_for_status()


def by_a_branch(key):
    headers = {"Authorization": key}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    requests.get(URL, headers=headers).raise_for_status()


def in_the_other_branch(key):
    if not key:
        requests.get(URL, headers={"Authorization": key}).raise_for_status()  # want: CKO103
