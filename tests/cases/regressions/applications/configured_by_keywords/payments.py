import requests
from flask import Blueprint, current_app

blueprint = Blueprint("payments", __name__)


@blueprint.post("/p/<pid>/void")
def void(pid):
    r = requests.post(f"{current_app.config['CKO_API']}/payments/{pid}/voids")  # want: CKO101
    r.raise_for_status()
    return r.json()


@blueprint.post("/tokens")
def tokens():
    headers = {"Authorization": "Bearer " + current_app.config["CKO_KEY"]}
    r = requests.post(current_app.config["CKO_TOKENS"], json={}, headers=headers)  # want: CKO502
    r.raise_for_status()
    return r.json()


@blueprint.get("/p/<pid>")
def show(pid):
    headers = {"Authorization": "Bearer " + current_app.config["CKO_KEY"]}
    r = requests.get(f"{current_app.config['CKO_API']}/payments/{pid}", headers=headers)
    r.raise_for_status()
    return r.json()
