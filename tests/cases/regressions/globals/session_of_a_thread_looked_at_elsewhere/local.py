import threading

import requests
from notes import note

URL = "https://api.checkout.com/payments"
_local = threading.local()


def start():
    _local.session = requests.Session()


def prepare():
    note(_local.session)


def current():
    return _local.session


def payments():
    _local.session.get(URL).raise_for_status()  # want: CKO101
