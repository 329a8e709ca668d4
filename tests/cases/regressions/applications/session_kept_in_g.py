import requests
from flask import Flask, g

app = Flask(__name__)
app.config["CHECKOUT_URL"] = "https://api.sandbox.checkout.com"
app.config.update(CHECKOUT_KEY="", OTHER=1)


def checkout():
    if "checkout" not in g:
        g.checkout = requests.Session()
        g.checkout.headers["Accept"] = "application/json"
    return g.checkout


@app.get("/p/<pid>")
def show(pid):
    r = checkout().get(app.config["CHECKOUT_URL"] + "/payments/" + pid)  # want: CKO101
    r.raise_for_status()
    return r.json()


@app.get("/q/<pid>")
def show2(pid):
    r = requests.get(
        app.config["CHECKOUT_URL"] + "/payments/" + pid,
        headers={"Authorization": "Bearer " + app.config["CHECKOUT_KEY"]},
    )  # an empty entry is there for somebody to fill in
    r.raise_for_status()
    return r.json()
