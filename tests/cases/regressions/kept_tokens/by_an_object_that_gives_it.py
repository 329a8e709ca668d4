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
from flask import Flask, jsonify
app = Flask(__name__)
class Tokens:
    def __init__(self):
        self.value = None
    def get(self):
        if self.value is None:
            self.value = fetch()  # want: CKO405
        return self.value
tokens = Tokens()
@app.route("/<pid>")
def view(pid):
    return jsonify(call(tokens.get(), pid))
