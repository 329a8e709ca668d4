import os
import requests
import httpx
from functools import cache, cached_property, lru_cache

U = "https://api.checkout.com/workflows"
H = {"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}
C = httpx.Client(headers=H)


class Refused(Exception):
    pass


r = C.get(U)
failed = False
failed |= r.is_error
if failed:
    raise Refused
print(r.json())
