import os
import requests

SECRET_KEY = os.environ["CKO_SECRET_KEY"]


def api(path, **kw):
    headers = kw.pop("headers", {})
    headers.setdefault("Authorization", f"Bearer {SECRET_KEY}")
    requests.post(f"https://api.checkout.com/{path}", headers=headers, **kw).raise_for_status()


api("payments", json={})
api("tokens", headers={"Authorization": "Bearer " + os.environ["CKO_PUBLIC_KEY"]})
