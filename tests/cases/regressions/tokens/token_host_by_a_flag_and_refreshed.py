import os

import httpx

PRODUCTION = os.environ.get("ENVIRONMENT") == "production"
ACCESS = "https://access.checkout.com/connect/token" if PRODUCTION else "https://access.sandbox.checkout.com/connect/token"
API = "https://api.checkout.com"
RIGHT = "https://api.checkout.com" if PRODUCTION else "https://api.sandbox.checkout.com"


def token():
    response = httpx.post(
        ACCESS,
        data={"grant_type": "client_credentials", "scope": "flow"},
        auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]),
    )
    response.raise_for_status()
    return response.json()["access_token"]


def workflows():
    response = httpx.get(f"{API}/workflows", headers={"Authorization": f"Bearer {token()}"})  # want: CKO304
    response.raise_for_status()
    return response.json()["data"]


def right():
    response = httpx.get(f"{RIGHT}/workflows", headers={"Authorization": f"Bearer {token()}"})
    response.raise_for_status()
    return response.json()["data"]


class Refreshing:
    def __init__(self):
        self.token = self.fetch()

    def fetch(self):
        response = httpx.post("https://access.sandbox.checkout.com/connect/token", data={"grant_type": "client_credentials", "scope": "flow"}, auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]))
        response.raise_for_status()
        return response.json()["access_token"]

    def get(self, path):
        response = httpx.get(f"{API}{path}", headers={"Authorization": f"Bearer {self.token}"})  # want: CKO304
        if response.status_code == 401:
            self.token = self.fetch()
            response = httpx.get(f"{API}{path}", headers={"Authorization": f"Bearer {self.token}"})
        response.raise_for_status()
        return response.json()


def events():
    return Refreshing().get("/workflows/event-types")
