import contextlib
import os

import requests

URL = "https://api.checkout.com/disputes"


def first_that_works(names):
    for name in names:
        try:
            response = requests.get(URL, headers={"Authorization": "Bearer " + os.environ[name]}, timeout=9)
            response.raise_for_status()
        except requests.HTTPError:
            continue
        return response.json()
    raise LookupError(names)


def told_behind_it():
    done = False
    with contextlib.suppress(requests.HTTPError):
        response = requests.get(URL, headers={"Authorization": "Bearer " + os.environ["CKO_KEY"]}, timeout=9)
        response.raise_for_status()
        done = True
    if not done:
        raise RuntimeError("refused")


def none_of_them(names):
    for name in names:
        try:
            response = requests.get(
                URL, headers={"Authorization": "Bearer " + os.environ[name]}, timeout=9
            )  # want: CKO403
            response.raise_for_status()
        except requests.HTTPError:
            continue
