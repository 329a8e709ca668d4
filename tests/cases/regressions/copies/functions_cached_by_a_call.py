import functools
import os

import requests

HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
URL = "https://api.checkout.com/workflows"


def _make():
    return requests.Session()


session = functools.lru_cache(maxsize=None)(_make)
other = functools.cache(lambda: requests.Session())
unsigned = functools.cache(functools.partial(_make))

session().headers.update(HEADERS)
session().get(URL).raise_for_status()
other().get(URL, headers=HEADERS).json()  # want: CKO401
other().get(URL).raise_for_status()  # want: CKO101
unsigned().get(URL).raise_for_status()  # want: CKO101
