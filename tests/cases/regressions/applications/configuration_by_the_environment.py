import os

import requests
from flask import Flask, current_app


class Dev:
    CHECKOUT_SECRET_KEY = os.environ.get("CKO_SANDBOX_KEY")
    CHECKOUT_URL = "https://api.sandbox.checkout.com"
    SANDBOX = True


class Prod:
    CHECKOUT_SECRET_KEY = os.environ.get("CKO_LIVE_KEY")
    CHECKOUT_URL = "https://api.checkout.com"
    SANDBOX = False


def create_app():
    app = Flask(__name__)
    if os.environ.get("FLASK_ENV") == "production":
        app.config.from_object(Prod)
    else:
        app.config.from_object(Dev)
    app.config.from_prefixed_env()
    return app


def show(pid):
    key = current_app.config["CHECKOUT_SECRET_KEY"]
    if current_app.config["SANDBOX"] and not key.startswith("sk_sbox_"):
        raise RuntimeError
    r = requests.get(
        current_app.config["CHECKOUT_URL"] + "/payments/" + pid, headers={"Authorization": "Bearer " + key}
    )
    r.raise_for_status()
    return r.json()
