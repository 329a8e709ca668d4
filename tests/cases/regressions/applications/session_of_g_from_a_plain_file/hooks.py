import requests
from flask import Blueprint, current_app, g

bp = Blueprint("payments", __name__)


@bp.before_request
def open_sessions():
    g.unsigned = requests.Session()
    g.unsigned.headers["X-Request-Id"] = "1"
    g.signed_later = requests.Session()
    g.given_away = requests.Session()
    g.own = requests.Session()
    g.own.headers["Authorization"] = current_app.config["API_TOKEN"]
    current_app.instrument(g.given_away)


@bp.teardown_request
def close_sessions(error):
    session = g.pop("unsigned", None)
    if session is not None:
        session.close()
