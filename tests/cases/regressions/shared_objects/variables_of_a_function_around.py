import requests

URL = "https://api.checkout.com/workflows"


def make():
    session = requests.Session()

    def login(key):
        for one in (session,):
            one.headers["Authorization"] = f"Bearer {key}"

    def get():
        session.get(URL, timeout=5).raise_for_status()

    return login, get


def make_plain():
    session = requests.Session()

    def tag(request_id):
        for one in (session,):
            one.headers["X-Request-Id"] = request_id

    def get():
        session.get(URL, timeout=5).raise_for_status()  # want: CKO101

    return tag, get


def make_getter():
    session = requests.Session()

    def getter():
        return session

    return getter


login, get = make()
tag, get_plain = make_plain()
get_session = make_getter()
get_plain_session = make_getter()


def sign(key):
    get_session().headers["Authorization"] = f"Bearer {key}"


def get_signed():
    get_session().get(URL, timeout=5).raise_for_status()
