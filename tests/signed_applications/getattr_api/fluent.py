"""cko.payments("pay_1").captures.post(amount=5)"""
import os

import requests


class Refused(RuntimeError):
    def __init__(self, response):
        super().__init__(f"{response.request.method} {response.url}: {response.status_code}")
        self.response = response


class Path:
    def __init__(self, session, base, parts=()):
        self._session, self._base, self._parts = session, base, parts

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Path(self._session, self._base, (*self._parts, name.replace("_", "-")))

    def __call__(self, *parts):
        return Path(self._session, self._base, (*self._parts, *map(str, parts)))

    def __str__(self):
        return "/".join((self._base, *self._parts))

    def _send(self, method, **kwargs):
        response = self._session.request(method, str(self), timeout=20, **kwargs)
        if not response:
            raise Refused(response)
        return response.json() if response.content else None

    def get(self, **params):
        return self._send("GET", params=params)

    def post(self, **body):
        return self._send("POST", json=body)

    def delete(self):
        return self._send("DELETE")


def connect(key, live=False):
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {key}"  # signs
    return Path(session, "https://api.checkout.com" if live else "https://api.sandbox.checkout.com")


if __name__ == "__main__":
    cko = connect(os.environ["CKO_SECRET_KEY"])
    print(cko.payments("pay_1").get()["status"])
    print(cko.payments("pay_1").captures.post(amount=5))
    cko.workflows("wf_1").delete()
