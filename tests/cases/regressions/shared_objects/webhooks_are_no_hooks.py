import os

import requests

KEY = os.environ["CKO_SECRET_KEY"]
session = requests.Session()


def set_up(mount):
    mount(session)


def webhooks():
    r = session.get("https://api.checkout.com/webhooks", headers={"Authorization": f"Bearer {KEY}"}, timeout=5)
    r.raise_for_status()
    return r.json()


def pay(body):
    headers = {"Authorization": f"Bearer {KEY}"}
    return session.post("https://api.checkout.com/payments", json=body, headers=headers, timeout=5).json()  # want: CKO401


class Outer:
    class Inner:
        def __init__(self):
            self.session = requests.Session()

        def login(self, key):
            s = self.session
            s.headers["Authorization"] = f"Bearer {key}"

        def get(self):
            self.session.get("https://api.checkout.com/workflows", timeout=5).raise_for_status()
