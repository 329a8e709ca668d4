import os
import requests

SECRET_KEY = os.environ["CKO_SECRET_KEY"]


def api(path, headers=None):
    headers = headers or {}
    if "Authorization" not in headers:
        headers["Authorization"] = f"Bearer {SECRET_KEY}"
    requests.post(f"https://api.checkout.com/{path}", headers=headers).raise_for_status()


api("payments")
api("tokens", headers={"Authorization": "Bearer " + os.environ["CKO_PUBLIC_KEY"]})
