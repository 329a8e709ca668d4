import os, time, threading
import requests

API = "https://api.sandbox.checkout.com"


class AccessToken:
    def __init__(self, client_id, client_secret, scopes):
        self._form = {
            "grant_type": "client_credentials",
            "client_id": client_id,
            "client_secret": client_secret,
            "scope": " ".join(scopes),
        }
        self._value = None
        self._ends = 0.0
        self._lock = threading.Lock()

    def __call__(self):
        with self._lock:
            if self._value is None or time.monotonic() >= self._ends:
                self._fetch()
            return self._value

    def _fetch(self):
        reply = requests.post("https://access.sandbox.checkout.com/connect/token", data=self._form, timeout=10)
        reply.raise_for_status()
        body = reply.json()
        self._value, self._ends = body["access_token"], time.monotonic() + body["expires_in"] - 60


token = AccessToken(os.environ["ID"], os.environ["SECRET"], ["reports:view"])


def charge():
    r = requests.post(API + "/payments", headers={"Authorization": f"Bearer {token()}"})  # want: CKO503
    r.raise_for_status()
    return r.json()
