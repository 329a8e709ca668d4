import requests
from flask import Blueprint, current_app, jsonify

bp = Blueprint("p", __name__)


@bp.get("/p/<pid>")
def show(pid):
    r = requests.get(
        f"{current_app.config['CHECKOUT_URL']}/payments/{pid}",  # want: CKO301
        headers={"Authorization": f"Bearer {current_app.config['CHECKOUT_SECRET_KEY']}"},
        timeout=5,
    )
    r.raise_for_status()
    return jsonify(r.json())
