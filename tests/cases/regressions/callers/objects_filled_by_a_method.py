import os
import requests


class Client:
    key = ""

    def call(self, path):
        response = requests.get("https://api.checkout.com" + path, headers={"Authorization": "Bearer " + self.key})
        response.raise_for_status()
        return response.json()


class Shop:
    def make(self):
        client = Client()
        client.key = os.environ["CKO_SECRET_KEY"]
        return client

    def show(self, pid):
        return self.make().call("/payments/" + pid)
