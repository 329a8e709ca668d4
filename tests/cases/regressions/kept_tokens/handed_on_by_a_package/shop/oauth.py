import os
import requests


def fetch():
    r = requests.post(
        "https://access.checkout.com/connect/token",
        data={"grant_type": "client_credentials", "scope": "gateway"},
        auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]),
        timeout=5,
    )
    r.raise_for_status()
    return r.json()
