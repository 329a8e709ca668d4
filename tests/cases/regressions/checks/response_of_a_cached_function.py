import os
import requests
import httpx
from functools import cache, cached_property, lru_cache

U = "https://api.checkout.com/workflows"
H = {"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}
C = httpx.Client(headers=H)


class Refused(Exception):
    pass


@lru_cache(maxsize=1)
def f():
    return C.get(U)
def main():
    if f().status_code != 200:
        raise Refused
    return f().json()
