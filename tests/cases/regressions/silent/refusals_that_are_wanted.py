import os

import requests

URL = "https://api.sandbox.checkout.com/workflows"


def ask(key):
    answer = requests.get(URL, headers={"Authorization": f"Bearer {key}"})
    answer.raise_for_status()


def old_key_is_off():
    try:
        ask(os.environ["CKO_OLD_SECRET_KEY"])
    except requests.HTTPError:
        pass
    else:
        raise SystemExit("the old key still works")


def dropped():
    try:
        answer = requests.get(URL, headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"})  # want: CKO403
        answer.raise_for_status()
    except requests.HTTPError:
        pass
