import os

import requests


class Settings:
    def __init__(self, host=None, key=None):
        self.host = host or "https://api.sandbox.checkout.com"
        self.key = key

    def headers(self):
        return {"Authorization": f"Bearer {self.key}"} if self.key is not None else {}


class Http:
    def __init__(self, settings=None):
        self.settings = settings or Settings()

    def call(self, method, path):
        response = requests.request(method, self.settings.host + path, headers=self.settings.headers())
        response.raise_for_status()
        return response.json()


class Payments:
    def __init__(self, http=None):
        self.http = http if http is not None else Http()

    def get(self, payment_id):
        return self.http.call("GET", f"/payments/{payment_id}")


class Forgetful:
    def __init__(self, settings=None):
        self.settings = settings or Settings()

    def call(self, path):
        response = requests.get(self.settings.host + path, headers=self.settings.headers())  # want: CKO101
        response.raise_for_status()
        return response.json()


def signed(payment_id):
    return Payments(Http(Settings(key=os.environ["CKO_SECRET_KEY"]))).get(payment_id)


def unsigned(payment_id):
    return Forgetful().call(f"/payments/{payment_id}")
