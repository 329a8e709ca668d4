"""What the initialiser of a pool's threads keeps for each thread is what the work of that thread finds."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor

import requests

opened = threading.local()
signed = threading.local()
later = threading.local()

URL = "https://api.checkout.com/payments/"


def open_session():
    opened.session = requests.Session()
    opened.session.headers.update({"Accept": "application/json"})


def sign_session():
    signed.session = requests.Session()
    signed.session.headers["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"


def unsigned(payment_id):
    response = opened.session.get(URL + payment_id)  # want: CKO101
    response.raise_for_status()
    return response.json()


def payment(payment_id):
    response = signed.session.get(URL + payment_id)
    response.raise_for_status()
    return response.json()


def run(ids):
    with ThreadPoolExecutor(4, initializer=open_session) as pool:
        print(list(pool.map(unsigned, ids)))
    with ThreadPoolExecutor(4, initializer=sign_session) as pool:
        print(list(pool.map(payment, ids)))


class Sessions:
    """Each thread has its own session, made when it is first needed."""

    def __init__(self, base):
        self.base = base
        self._thread = threading.local()

    @property
    def session(self):
        if getattr(self._thread, "session", None) is None:
            session = requests.Session()
            session.headers["User-Agent"] = "orders"
            self._thread.session = session
        return self._thread.session

    def get(self, path):
        response = self.session.get(self.base + path, timeout=3)  # want: CKO101
        response.raise_for_status()
        return response.json()


sessions = Sessions("https://api.sandbox.checkout.com")
