import os, requests
from flask import Flask, jsonify

app = Flask(__name__)
TOKEN = None


@app.before_request
def _login():
    global TOKEN
    response = requests.post(
        "https://access.checkout.com/connect/token",
        data={"grant_type": "client_credentials", "scope": "gateway"},
        auth=(os.environ["CKO_ID"], os.environ["CKO_CLIENT_SECRET"]),
    )
    response.raise_for_status()
    TOKEN = response.json()["access_token"]


def get(path):
    if TOKEN is None:
        _login()
    response = requests.get("https://api.checkout.com" + path, headers={"Authorization": f"Bearer {TOKEN}"})
    response.raise_for_status()
    return response.json()


@app.get("/p/<pid>")
def show(pid):
    return jsonify(get("/payments/" + pid))
