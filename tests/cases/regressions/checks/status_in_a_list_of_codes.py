import os
import requests
import httpx
from functools import cache, cached_property, lru_cache

U = "https://api.checkout.com/workflows"
H = {"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}
C = httpx.Client(headers=H)


class Refused(Exception):
    pass


rs = [C.get(U) for n in "ab"]
if 401 in [r.status_code for r in rs]:
    raise Refused
print([r.json() for r in rs])
