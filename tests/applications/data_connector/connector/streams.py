"""What can be extracted: a stream is a path, a key in the answer, and how its pages follow one another."""

from abc import ABC, abstractmethod

import requests

from connector.auth import BearerAuth


class Stream(ABC):
    url_base = "https://api.checkout.com/"
    page_size = 100
    records_in = "data"

    def __init__(self, account):
        self.session = requests.Session()
        self.session.auth = BearerAuth(account.key)

    @property
    @abstractmethod
    def path(self):
        """The endpoint below the base."""

    def pages(self, since):
        params = {"limit": self.page_size, "from": since}
        url = self.url_base + self.path
        while url:
            response = self.session.get(url, params=params, timeout=60)
            self.check(response)
            page = response.json()
            yield page
            url, params = page.get("_links", {}).get("next", {}).get("href"), None

    def records(self, since):
        for page in self.pages(since):
            yield from page[self.records_in]

    @staticmethod
    def check(response):
        if not response.ok:
            raise RuntimeError(f"{response.url} answered {response.status_code}")


class Disputes(Stream):
    path = "disputes"


class Statements(Stream):
    path = "reporting/statements"
    page_size = 20


class Reports(Stream):
    path = "reports"

    def records(self, since):
        for report in super().records(since):
            yield {**report, "files": len(report["files"])}
