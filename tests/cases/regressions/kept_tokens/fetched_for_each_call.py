import os, requests
from flask import Flask, jsonify

app = Flask(__name__)


class Api:
    def __init__(self):
        self._token = None

    def _login(self):
        response = requests.post(
            "https://access.checkout.com/connect/token",
            data={"grant_type": "client_credentials", "scope": "gateway"},
            auth=(os.environ["CKO_ID"], os.environ["CKO_CLIENT_SECRET"]),
        )
        response.raise_for_status()
        self._token = response.json()["access_token"]

    def get(self, path):
        self._login()
        response = requests.get("https://api.checkout.com" + path, headers={"Authorization": f"Bearer {self._token}"})
        response.raise_for_status()
        return response.json()

    def ensure(self):
        if not self._token:
            self._login()


api = Api()


@app.get("/p/<pid>")
def show(pid):
    return jsonify(api.get("/payments/" + pid))
