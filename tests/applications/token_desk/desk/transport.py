import threading
import time

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from desk.settings import HERE

RETRY = Retry(total=4, backoff_factor=0.5, status_forcelist=[429, 502, 503], allowed_methods=None)


class TokenError(RuntimeError):
    pass


class AccessToken:
    """One token for all threads, fetched again a minute before it ends."""

    def __init__(self, client_id, client_secret, scopes):
        self._form = {
            "grant_type": "client_credentials",
            "client_id": client_id,
            "client_secret": client_secret,
            "scope": " ".join(scopes),
        }
        self._lock = threading.Lock()
        self._value = None
        self._ends = 0.0

    def __call__(self):
        with self._lock:
            if self._value is None or time.monotonic() >= self._ends:
                self._fetch()
            return self._value

    def _fetch(self):
        reply = requests.post(HERE.access, data=self._form, timeout=10)
        if not reply.ok:
            raise TokenError(f"no token: HTTP {reply.status_code}")
        body = reply.json()
        self._value, self._ends = body["access_token"], time.monotonic() + body["expires_in"] - 60


def session():
    made = requests.Session()
    made.mount("https://", HTTPAdapter(max_retries=RETRY))
    made.headers["Accept"] = "application/json"
    return made
