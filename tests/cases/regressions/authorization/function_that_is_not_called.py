import os

import requests
from company import computed

URL = "https://api.checkout.com/workflows"


def key():
    return os.environ["CKO_SECRET_KEY"]


class Client:
    def key(self):
        return key()

    @computed
    def token(self):
        return key()

    @property
    def secret(self):
        return key()

    def _third(self):
        return key()

    third = property(_third)
    fourth = computed(_third)

    def uncalled(self):
        r = requests.get(URL, headers={"Authorization": f"Bearer {self.key}"})  # want: CKO102
        r.raise_for_status()

    def properties(self):
        for made in (self.token, self.secret, self.third, self.fourth):
            r = requests.get(URL, headers={"Authorization": f"Bearer {made}"})
            r.raise_for_status()


def uncalled():
    r = requests.get(URL, headers={"Authorization": "Bearer %s" % key})  # want: CKO102
    r.raise_for_status()


def called():
    r = requests.get(URL, headers={"Authorization": "Bearer %s" % key()})
    r.raise_for_status()


class Either:
    def __init__(self, token):
        self.token = token

    def get(self):
        token = self.token() if callable(self.token) else self.token
        r = requests.get(URL, headers={"Authorization": f"Bearer {token}"})
        r.raise_for_status()


def tried(token):
    try:
        token = token()
    except TypeError:
        pass
    r = requests.get(URL, headers={"Authorization": f"Bearer {token}"})
    r.raise_for_status()


Either(key).get()
tried(key)
