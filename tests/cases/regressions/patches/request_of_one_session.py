import functools
import os

import requests

HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
URL = "https://api.checkout.com/workflows"


def replaced():
    session = requests.Session()
    original = session.request

    def request(method, url, **kwargs):
        response = original(method, url, headers=HEADERS, **kwargs)
        response.raise_for_status()
        return response

    session.request = request
    return session.get(URL).json()


def replaced_unsigned():
    session = requests.Session()
    session.request = functools.partial(session.request, timeout=10)
    response = session.post(URL, {"name": "all"})  # want: CKO101
    response.raise_for_status()


class Signed(requests.Session):
    def __init__(self):
        super().__init__()
        self.request = functools.partial(super().request, headers=HEADERS)


def signed():
    response = Signed().get(URL)
    response.raise_for_status()


def unchecked():
    return Signed().get(URL).json()  # want: CKO401


def by_an_unknown_verb(verb):
    session = Signed()
    response = getattr(session, verb)(URL)
    response.raise_for_status()
