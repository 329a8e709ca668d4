import os, json, requests

KEY = os.environ["CKO_SECRET_KEY"]
H = {"Authorization": f"Bearer {KEY}"}
from flask import current_app


def view():
    current_app.logger.info("key %s", KEY)  # want: CKO208
