import os

import requests
from flask import Flask, current_app


class Gateway:
    def __init__(self, app=None):
        if app is not None:
            self.init_app(app)

    def init_app(self, app):
        session = requests.Session()
        session.headers["Authorization"] = "Token " + app.config["CHECKOUT_SECRET_KEY"]
        app.extensions["checkout"] = session


app = Flask(__name__)
app.config.from_mapping(CHECKOUT_SECRET_KEY=os.environ["CKO_SECRET_KEY"])
Gateway(app)


@app.get("/p/<pid>")
def show(pid):
    session = current_app.extensions["checkout"]
    r = session.get("https://api.sandbox.checkout.com/payments/" + pid)  # want: CKO102
    r.raise_for_status()
    return r.json()
