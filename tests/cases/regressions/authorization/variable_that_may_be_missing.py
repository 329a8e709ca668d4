import os

import requests

URL = "https://api.checkout.com/workflows"
PUBLIC_KEY = os.getenv("CKO_PUBLIC_KEY")


def in_a_text():
    requests.get(URL, headers={"Authorization": "Bearer " + PUBLIC_KEY}).raise_for_status()  # want: CKO501


def step_by_step():
    header = "Bearer "
    header += os.environ.get("CKO_PUBLIC_KEY")
    requests.get(URL, headers={"Authorization": header}).raise_for_status()  # want: CKO501


def misspelt():
    requests.get(URL, headers={"Authorization": "Baerer " + os.getenv("CKO_SECRET_KEY")}).raise_for_status()  # want: CKO102


def right():
    requests.get(URL, headers={"Authorization": "Bearer " + os.getenv("CKO_SECRET_KEY")}).raise_for_status()
