import os
import requests


def pay(live: bool):
    key = os.environ["LK"] if live else "sk_sbox_" + os.environ["K"]
    url = "https://api.checkout.com" if live is True else "https://api.sandbox.checkout.com"
    requests.get(url + "/payments/p", headers={"Authorization": "Bearer " + key}).raise_for_status()


def pay2(live: bool):
    key = os.environ["LK"] if live else "sk_sbox_" + os.environ["K"]
    url = "https://api.sandbox.checkout.com" if live is False else "https://api.checkout.com"
    requests.get(url + "/payments/p", headers={"Authorization": "Bearer " + key}).raise_for_status()
