import os

import requests

API = "https://api.checkout.com"


class ApiKey:
    def __init__(self, value):
        self._value = value

    def __str__(self):
        return "****"

    def __format__(self, specification):
        return self._value


KEY = ApiKey(os.environ["CKO_SECRET_KEY"])


def workflows():
    response = requests.get(API + "/workflows", headers={"Authorization": f"Bearer {KEY}"}, timeout=5)
    response.raise_for_status()
    print("used", str(KEY))
    return response.json()


def reports():
    response = requests.get(API + "/reports", headers={"Authorization": "Bearer {}".format(KEY)}, timeout=5)  # want: CKO401
    return response.json()
