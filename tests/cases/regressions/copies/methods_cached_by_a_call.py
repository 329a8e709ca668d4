import functools
import os
import requests

HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
URL = "https://api.checkout.com/workflows"


class Shop:
    def _make(self):
        return requests.Session()

    @staticmethod
    def _other():
        return requests.Session()


shop = Shop()
session = functools.lru_cache(maxsize=None)(shop._make)
static = functools.cache(shop._other)
partial = functools.cache(functools.partial(shop._make))
unsigned = functools.cache(shop._make)
session().headers.update(HEADERS)
session().get(URL).raise_for_status()
static().headers.update(HEADERS)
static().get(URL).raise_for_status()
partial().headers.update(HEADERS)
partial().get(URL).raise_for_status()
unsigned().get(URL).raise_for_status()  # want: CKO101
