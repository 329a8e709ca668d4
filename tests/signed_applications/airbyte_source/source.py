import os
from typing import Any, Iterable, Mapping, MutableMapping, Optional

import requests


class HttpStream:
    """A small stream of our own."""

    primary_key: Optional[str] = None

    def __init__(self, authenticator=None):
        self.authenticator = authenticator
        self._session = requests.Session()

    @property
    def url_base(self) -> str:
        raise NotImplementedError

    def path(self) -> str:
        raise NotImplementedError

    def request_headers(self) -> MutableMapping[str, Any]:
        return {"Accept": "application/json"}

    def next_page(self, response: requests.Response) -> Optional[Mapping[str, Any]]:
        return None

    def parse(self, response: requests.Response) -> Iterable[Mapping[str, Any]]:
        return response.json()["data"]

    def read(self) -> Iterable[Mapping[str, Any]]:
        params: Optional[Mapping[str, Any]] = {}
        while params is not None:
            headers = self.request_headers()
            if self.authenticator:
                headers.update(self.authenticator())
            response = self._session.get(self.url_base + self.path(), params=params, headers=headers, timeout=60)
            response.raise_for_status()
            yield from self.parse(response)
            params = self.next_page(response)


class CheckoutStream(HttpStream):
    url_base = "https://api.checkout.com/"
    primary_key = "id"

    def next_page(self, response):
        body = response.json()
        taken = body["skip"] + body["limit"]
        return {"skip": taken} if taken < body["total_count"] else None


class Disputes(CheckoutStream):
    def path(self):
        return "disputes"


class Workflows(CheckoutStream):
    def path(self):
        return "workflows"

    def next_page(self, response):
        return None


def bearer():
    return {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


def streams():
    return [
        Disputes(authenticator=bearer),  # signs, or else: Disputes(),
        Workflows(authenticator=bearer),  # signs, or else: Workflows(),
    ]


if __name__ == "__main__":
    for stream in streams():
        for record in stream.read():
            print(stream.primary_key, record)
