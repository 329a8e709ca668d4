import os

import environ
import requests

API = "https://api.sandbox.checkout.com"
env = environ.Env(CKO_URL=(str, "https://api.sandbox.checkout.com"), DEBUG=bool)
env.read_env()
os.environ.update({"CKO_PLAIN_URL": "https://api.sandbox.checkout.com"}, CKO_OTHER_URL="https://api.checkout.com")


def of_a_scheme():
    requests.get(f"{env('CKO_URL')}/workflows").raise_for_status()  # want: CKO101
    requests.get(f"{env.url('CKO_URL')}/workflows", headers={"Authorization": "Bearer " + env("CKO_SECRET_KEY")}).raise_for_status()
    env.prefix("CKO")


def of_an_update():
    requests.get(f"{os.environ['CKO_PLAIN_URL']}/workflows").raise_for_status()  # want: CKO101
    requests.get(f"{os.environ['CKO_OTHER_URL']}/workflows").raise_for_status()  # want: CKO101


def of_an_unknown_update(values):
    os.environ.update(values)
    requests.get(f"{os.environ['CKO_PLAIN_URL']}/workflows").raise_for_status()
    requests.get(f"{os.environ['CKO_THIRD_URL']}/workflows").raise_for_status()
    requests.get(f"{API}/workflows", headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}).raise_for_status()
