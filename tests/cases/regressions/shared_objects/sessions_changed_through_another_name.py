import requests

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
