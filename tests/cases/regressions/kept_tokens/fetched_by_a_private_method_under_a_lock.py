import os
import threading
import time
import requests
from flask import Flask, jsonify


class TokenSource:
    def __init__(self):
        self._token = None
        self._lock = threading.Lock()

    def __call__(self):
        with self._lock:
            if self._token is None:
                self._fetch()
            return self._token

    def _fetch(self):
        response = requests.post(
            "https://access.checkout.com/connect/token",
            data={"grant_type": "client_credentials", "scope": "gateway"},
            auth=(os.environ["CKO_ID"], os.environ["CKO_CLIENT_SECRET"]),
        )
        response.raise_for_status()
        self._token = response.json()["access_token"]  # want: CKO405


token = TokenSource()
app = Flask(__name__)


@app.get("/p/<pid>")
def show(pid):
    response = requests.get(f"https://api.checkout.com/payments/{pid}", headers={"Authorization": f"Bearer {token()}"})
    response.raise_for_status()
    return jsonify(response.json())
