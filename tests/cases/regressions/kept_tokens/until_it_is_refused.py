import os

import httpx


def fetch():
    r = httpx.post("https://access.checkout.com/connect/token", auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]), data={"grant_type": "client_credentials", "scope": "gateway"})
    r.raise_for_status()
    return r.json()["access_token"]
def call(token, pid):
    r = httpx.get(f"https://api.checkout.com/payments/{pid}", headers={"Authorization": f"Bearer {token}"})
    r.raise_for_status()
    return r.json()
from flask import Flask
app = Flask(__name__)
class Client:
    def __init__(self):
        self.token = fetch()
    def get(self, pid):
        r = httpx.get(f"https://api.checkout.com/payments/{pid}", headers={"Authorization": f"Bearer {self.token}"})
        if r.status_code == 401:
            self.token = fetch()
            r = httpx.get(f"https://api.checkout.com/payments/{pid}", headers={"Authorization": f"Bearer {self.token}"})
        r.raise_for_status()
        return r.json()
CLIENT = Client()
@app.get("/t/<pid>")
def t(pid):
    return CLIENT.get(pid)
