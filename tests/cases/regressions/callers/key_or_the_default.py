import os
import requests

SECRET_KEY = os.environ["CKO_SECRET_KEY"]


def api(path, key=None):
    requests.post(
        f"https://api.checkout.com/{path}", headers={"Authorization": f"Bearer {key or SECRET_KEY}"}
    ).raise_for_status()


api("payments")
api("tokens", key=os.environ["CKO_PUBLIC_KEY"])
