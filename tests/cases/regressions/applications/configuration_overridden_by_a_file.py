import requests
from flask import Flask, current_app


class Config:
    CHECKOUT_SECRET_KEY = ""
    CHECKOUT_URL = "https://api.sandbox.checkout.com"


def create_app():
    app = Flask(__name__, instance_relative_config=True)
    app.config.from_object(Config)
    app.config.from_pyfile("secrets.py", silent=True)

    @app.get("/p/<pid>")
    def show(pid):
        r = requests.get(
            current_app.config["CHECKOUT_URL"] + "/payments/" + pid,
            headers={"Authorization": "Bearer " + current_app.config["CHECKOUT_SECRET_KEY"]},
        )
        r.raise_for_status()
        return r.json()

    return app
