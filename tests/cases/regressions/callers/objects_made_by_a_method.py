import os
import requests


class Settings:
    def __init__(self, host="https://api.sandbox.checkout.com", key=None):
        self.host = host
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


class Shop:
    def signed(self, payment_id):
        return Http(Settings(key=os.environ["CKO_SECRET_KEY"])).call("GET", "/payments/" + payment_id)
