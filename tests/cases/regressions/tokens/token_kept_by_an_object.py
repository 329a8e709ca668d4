import os, time
import requests

API = "https://api.sandbox.checkout.com"


class AccessToken:
    def __init__(self):
        self._value = None
        self._ends = 0.0

    def get(self):
        if self._value is None or time.monotonic() >= self._ends:
            reply = requests.post(
                "https://access.sandbox.checkout.com/connect/token",
                data={
                    "grant_type": "client_credentials",
                    "client_id": os.environ["ID"],
                    "client_secret": os.environ["S"],
                    "scope": "reports:view",
                },
                timeout=10,
            )
            reply.raise_for_status()
            body = reply.json()
            self._value = body["access_token"]
            self._ends = time.monotonic() + body["expires_in"] - 60
        return self._value


token = AccessToken()


def charge():
    r = requests.post(API + "/payments", headers={"Authorization": f"Bearer {token.get()}"})  # want: CKO503
    r.raise_for_status()
    return r.json()


class Client:
    def __init__(self):
        self.tokens = AccessToken()

    def charge(self):
        r = requests.post(API + "/payments", headers={"Authorization": f"Bearer {self.tokens.get()}"})  # want: CKO503
        r.raise_for_status()
        return r.json()
