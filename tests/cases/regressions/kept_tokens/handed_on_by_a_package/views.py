import requests
from flask import Flask, jsonify
from shop import token

app = Flask(__name__)


@app.get("/<pid>")
def show(pid):
    r = requests.get(f"https://api.checkout.com/payments/{pid}", headers={"Authorization": f"Bearer {token()}"})
    r.raise_for_status()
    return jsonify(r.json())
