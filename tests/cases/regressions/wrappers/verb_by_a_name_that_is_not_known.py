import os

import httpx
import requests

KEY = os.environ["CKO_SECRET_KEY"]
ROOT = "https://api.checkout.com"


def unsigned(verb, path):
    send = getattr(requests, verb.lower())
    response = send(ROOT + path)  # want: CKO101
    response.raise_for_status()
    return response.json()


def checked(verb, path):
    response = getattr(requests, verb)(ROOT + path, headers={"Authorization": f"Bearer {KEY}"})
    response.raise_for_status()
    return response.json()


class Client:
    def __init__(self):
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {KEY}"
        self.http = httpx.Client(base_url=ROOT, headers={"Authorization": f"Bearer {KEY}"})

    def send(self, verb, path, **kwargs):
        return getattr(self.session, verb)(ROOT + path, **kwargs).json()  # want: CKO401

    def relative(self, verb, path):
        return getattr(self.http, verb)(path).json()  # want: CKO401

    def checked(self, verb, path):
        response = getattr(self.http, verb)(path)
        response.raise_for_status()
        return response.json()

    def mounted(self, name, adapter):
        getattr(self.session, name)("https://api.checkout.com", adapter)

    def option(self, name):
        return getattr(self.session, name)


def error_class(name):
    return getattr(requests.exceptions, name)
