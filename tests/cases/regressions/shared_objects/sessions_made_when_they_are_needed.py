import functools
import threading

import requests

URL = "https://api.checkout.com/workflows"


_session_signed = None
SESSIONS_signed = {}
_local_signed = threading.local()


def session_signed():
    global _session_signed
    if _session_signed is None:
        _session_signed = requests.Session()
    return _session_signed


def login_signed(value):
    session_signed().headers["Authorization"] = value


def get_signed():
    session_signed().get(URL, timeout=5).raise_for_status()


@functools.lru_cache
def cached_signed():
    return requests.Session()


def login_cached_signed(value):
    cached_signed().headers.update({"Authorization": value})


def get_cached_signed():
    cached_signed().get(URL, timeout=5).raise_for_status()


def kept_signed(name):
    if name not in SESSIONS_signed:
        SESSIONS_signed[name] = requests.Session()
    return SESSIONS_signed[name]


def login_kept_signed(value):
    session = kept_signed("checkout")
    session.headers["Authorization"] = value


def get_kept_signed():
    kept_signed("checkout").get(URL, timeout=5).raise_for_status()


def of_thread_signed():
    if not hasattr(_local_signed, "session"):
        _local_signed.session = requests.Session()
    return _local_signed.session


def login_of_thread_signed(value):
    of_thread_signed().headers["Authorization"] = value


def get_of_thread_signed():
    of_thread_signed().get(URL, timeout=5).raise_for_status()


class LazySigned:
    def __init__(self):
        self._session = None

    @property
    def session(self):
        if self._session is None:
            self._session = requests.Session()
        return self._session

    def login(self, value):
        self.session.headers["Authorization"] = value

    def get(self):
        self.session.get(URL, timeout=5).raise_for_status()


class CachedSigned:
    @functools.cached_property
    def session(self):
        return requests.Session()

    def login(self, value):
        self.session.headers["Authorization"] = value

    def get(self):
        self.session.get(URL, timeout=5).raise_for_status()


class OfClassSigned:
    _session = None

    @classmethod
    def session(cls):
        if cls._session is None:
            cls._session = requests.Session()
        return cls._session

    @classmethod
    def login(cls, value):
        cls.session().headers["Authorization"] = value

    @classmethod
    def get(cls):
        cls.session().get(URL, timeout=5).raise_for_status()


_session_plain = None
SESSIONS_plain = {}
_local_plain = threading.local()


def session_plain():
    global _session_plain
    if _session_plain is None:
        _session_plain = requests.Session()
    return _session_plain


def login_plain(value):
    session_plain().headers["X-Request-Id"] = value


def get_plain():
    session_plain().get(URL, timeout=5).raise_for_status()  # want: CKO101


@functools.lru_cache
def cached_plain():
    return requests.Session()


def login_cached_plain(value):
    cached_plain().headers.update({"X-Request-Id": value})


def get_cached_plain():
    cached_plain().get(URL, timeout=5).raise_for_status()  # want: CKO101


def kept_plain(name):
    if name not in SESSIONS_plain:
        SESSIONS_plain[name] = requests.Session()
    return SESSIONS_plain[name]


def login_kept_plain(value):
    session = kept_plain("checkout")
    session.headers["X-Request-Id"] = value


def get_kept_plain():
    kept_plain("checkout").get(URL, timeout=5).raise_for_status()  # want: CKO101


def of_thread_plain():
    if not hasattr(_local_plain, "session"):
        _local_plain.session = requests.Session()
    return _local_plain.session


def login_of_thread_plain(value):
    of_thread_plain().headers["X-Request-Id"] = value


def get_of_thread_plain():
    of_thread_plain().get(URL, timeout=5).raise_for_status()  # want: CKO101


class LazyPlain:
    def __init__(self):
        self._session = None

    @property
    def session(self):
        if self._session is None:
            self._session = requests.Session()
        return self._session

    def login(self, value):
        self.session.headers["X-Request-Id"] = value

    def get(self):
        self.session.get(URL, timeout=5).raise_for_status()  # want: CKO101


class CachedPlain:
    @functools.cached_property
    def session(self):
        return requests.Session()

    def login(self, value):
        self.session.headers["X-Request-Id"] = value

    def get(self):
        self.session.get(URL, timeout=5).raise_for_status()  # want: CKO101


class OfClassPlain:
    _session = None

    @classmethod
    def session(cls):
        if cls._session is None:
            cls._session = requests.Session()
        return cls._session

    @classmethod
    def login(cls, value):
        cls.session().headers["X-Request-Id"] = value

    @classmethod
    def get(cls):
        cls.session().get(URL, timeout=5).raise_for_status()  # want: CKO101
