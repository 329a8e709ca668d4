import requests

conf = {"key": ""}
plain = {"key": ""}
URL = "https://api.checkout.com/workflows"


class Client:
    def __init__(self, conf):
        self.conf = conf

    def get(self):
        headers = {"Authorization": f"Bearer {self.conf['key']}"}
        requests.get(URL, headers=headers, timeout=5).raise_for_status()


class PlainClient:
    def __init__(self, conf):
        self.conf = conf

    def get(self):
        headers = {"Authorization": f"Bearer {self.conf['key']}"}
        requests.get(URL, headers=headers, timeout=5).raise_for_status()  # want: CKO103


class OfClass:
    headers = {}

    @classmethod
    def login(cls, key):
        headers = cls.headers
        headers["Authorization"] = f"Bearer {key}"

    def get(self):
        requests.get(URL, headers=self.headers, timeout=5).raise_for_status()


class PlainOfClass:
    headers = {}

    def get(self):
        requests.get(URL, headers=self.headers, timeout=5).raise_for_status()  # want: CKO101


client = Client(conf)
plain_client = PlainClient(plain)


def init(key):
    conf["key"] = key


class Auth:
    def __init__(self, session):
        self.session = session

    def login(self, key):
        self.session.headers["Authorization"] = f"Bearer {key}"


class WithAuth:
    def __init__(self):
        self.session = requests.Session()
        self.auth = Auth(self.session)

    def start(self, key):
        self.auth.login(key)

    def get(self):
        self.session.get(URL, timeout=5).raise_for_status()
