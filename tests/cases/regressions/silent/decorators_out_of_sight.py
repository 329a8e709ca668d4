import os

import requests
from house.http import checked, signed

HOST = "https://api.checkout.com"
AUTH = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


@signed
def forget(token, headers=None):
    answer = requests.delete(f"{HOST}/instruments/{token}", headers=headers)
    answer.raise_for_status()


@checked
def workflows():
    return requests.get(f"{HOST}/workflows", headers=AUTH)


def show():
    forget("src_1")
    print(workflows().json())


@signed
def bare():
    requests.get(f"{HOST}/workflows").raise_for_status()  # want: CKO101
