import os
from types import SimpleNamespace
import requests

config = {"url": "https://api.sandbox.checkout.com", "key": ""}
options = SimpleNamespace(url="https://api.sandbox.checkout.com", key="", headers={"Accept": "application/json"})
nobodys = {"url": "https://api.sandbox.checkout.com", "key": ""}


def configure(key):
    config["key"] = key
    options.key = key
    options.headers["Authorization"] = f"Bearer {key}"


def show(payment):
    r = requests.get(f"{config['url']}/payments/{payment}", headers={"Authorization": f"Bearer {config['key']}"})
    r.raise_for_status()
    r = requests.get(f"{options.url}/payments/{payment}", headers={"Authorization": f"Bearer {options.key}"})
    r.raise_for_status()
    r = requests.get(f"{options.url}/payments/{payment}/actions", headers=options.headers)
    r.raise_for_status()
    r = requests.get(f"{nobodys['url']}/payments/{payment}", headers={"Authorization": f"Bearer {nobodys['key']}"})  # want: CKO103
    r.raise_for_status()
