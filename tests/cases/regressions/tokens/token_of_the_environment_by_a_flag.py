import os
import requests

LIVE = os.environ.get("LIVE") == "1"
API = "https://api.checkout.com" if LIVE else "https://api.sandbox.checkout.com"
AUTH = "https://access.checkout.com/connect/token" if LIVE else "https://access.sandbox.checkout.com/connect/token"
SWAPPED = "https://access.sandbox.checkout.com/connect/token" if LIVE else "https://access.checkout.com/connect/token"


def fetch(url):
    reply = requests.post(
        url,
        data={
            "grant_type": "client_credentials",
            "client_id": os.environ["ID"],
            "client_secret": os.environ["S"],
            "scope": "gateway",
        },
        timeout=10,
    )
    reply.raise_for_status()
    return reply.json()["access_token"]


def good():
    r = requests.post(API + "/payments", headers={"Authorization": f"Bearer {fetch(AUTH)}"})
    r.raise_for_status()
    return r.json()


def bad():
    r = requests.post(API + "/payments", headers={"Authorization": f"Bearer {fetch(SWAPPED)}"})  # want: CKO304
    r.raise_for_status()
    return r.json()
