import os

import requests

KEY = os.environ["CKO_SECRET_KEY"]

session = requests.Session()
table = {"a": requests.Session()}
alone = requests.Session()
own = requests.Session()


def get_session():
    return session


def init(key):
    get_session().headers["Authorization"] = key
    for one in table.values():
        one.headers.update({"Authorization": key})


def get():
    session.get("https://api.checkout.com/workflows", timeout=5).raise_for_status()


def get_from_table():
    table["a"].get("https://api.checkout.com/workflows", timeout=5).raise_for_status()


def get_alone():
    alone.get("https://api.checkout.com/workflows", timeout=5).raise_for_status()  # want: CKO101


def get_own():
    s = own
    s.headers["Accept"] = "application/json"
    s.get("https://api.checkout.com/workflows", timeout=5).raise_for_status()  # want: CKO101


class Base:
    def _authorize(self, session, key):
        session.headers.update({"Authorization": key})


class ByAlias:
    def __init__(self):
        self.session = requests.Session()

    def login(self, key):
        s = self.session
        s.headers["Authorization"] = key

    def get(self):
        self.session.get("https://api.checkout.com/workflows", timeout=5).raise_for_status()


class ByHelper(Base):
    def __init__(self):
        self.session = requests.Session()

    def login(self, key):
        self._authorize(self.session, key)

    def get(self):
        self.session.get("https://api.checkout.com/workflows", timeout=5).raise_for_status()


class ByReset:
    def __init__(self):
        self.session = requests.Session()

    def reset(self):
        self.session = requests.Session()

    def login(self, key):
        with self.session as s:
            s.auth = (key, "")

    def get(self):
        self.session.get("https://api.checkout.com/workflows", timeout=5).raise_for_status()


class ByNobody(Base):
    def __init__(self):
        self.session = requests.Session()

    def get(self):
        self.session.get("https://api.checkout.com/workflows", timeout=5).raise_for_status()  # want: CKO101


def raise_if_refused(response, *args, **kwargs):
    response.raise_for_status()


hooked = requests.Session()
unhooked = requests.Session()


def get_hooked():
    return hooked


def add_hook():
    get_hooked().hooks["response"].append(raise_if_refused)


def pay(body):
    return hooked.post("https://api.checkout.com/payments", json=body, headers={"Authorization": KEY}, timeout=5).json()


def pay_unhooked(body):
    headers = {"Authorization": KEY}
    return unhooked.post("https://api.checkout.com/payments", json=body, headers=headers, timeout=5).json()  # want: CKO401


tagged = requests.Session()


def get_tagged():
    return tagged


def tag(request_id):
    get_tagged().headers["X-Request-Id"] = request_id
    get_tagged().headers["User-Agent"] = "shop"


def show_tagged():
    tagged.get("https://api.checkout.com/workflows", timeout=5).raise_for_status()  # want: CKO101
