import os
from types import SimpleNamespace
import requests


class Settings:
    def __init__(self):
        self.key = ""


settings = Settings()
vars(settings).update(key=os.environ["CKO_SECRET_KEY"])
options = SimpleNamespace(key="")
vars(options).update(key=os.environ["CKO_SECRET_KEY"])
others = SimpleNamespace(key="")
others.__dict__["key"] = os.environ["CKO_SECRET_KEY"]
empty = SimpleNamespace(key=os.environ["CKO_SECRET_KEY"])
empty.__dict__.update(key="")


def show(payment):
    url = f"https://api.checkout.com/payments/{payment}"
    requests.get(url, headers={"Authorization": f"Bearer {settings.key}"}).raise_for_status()
    requests.get(url, headers={"Authorization": f"Bearer {options.key}"}).raise_for_status()
    requests.get(url, headers={"Authorization": f"Bearer {others.key}"}).raise_for_status()
    requests.get(url, headers={"Authorization": f"Bearer {empty.key}"}).raise_for_status()  # want: CKO103
