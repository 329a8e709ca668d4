"""An extension that signs itself when it is given the application, and one that does not."""

import os
import requests
from flask import Flask, current_app
class Checkout:
    def __init__(self, app=None):
        self.session = requests.Session()
        if app is not None:
            self.init_app(app)
    def init_app(self, app):
        self.session.headers["Authorization"] = "Bearer " + app.config["CKO_SECRET_KEY"]
        app.extensions["checkout"] = self
class Other:
    def __init__(self, app=None):
        self.session = requests.Session()
    def init_app(self, app):
        app.extensions["other"] = self
def create_app():
    app = Flask(__name__)
    Checkout().init_app(app)
    Other().init_app(app)
    @app.get("/<pid>")
    def show(pid):
        r = current_app.extensions["checkout"].session.get(f"https://api.checkout.com/payments/{pid}")
        r.raise_for_status()
        return r.json()
    @app.get("/o/<pid>")
    def other(pid):
        r = current_app.extensions["other"].session.get(f"https://api.checkout.com/payments/{pid}")  # want: CKO101
        r.raise_for_status()
        return r.json()
    return app
