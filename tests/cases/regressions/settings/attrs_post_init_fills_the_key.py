import os
import requests
import httpx

K = os.environ["CKO_SECRET_KEY"]
P = os.environ["CKO_PUBLIC_KEY"]
SB, LV = "https://api.sandbox.checkout.com", "https://api.checkout.com"


def get(url, key=K, **kw):
    r = requests.get(url, headers={"Authorization": f"Bearer {key}"}, **kw)
    r.raise_for_status()
    return r.json()


import attr
@attr.s
class C:
    key = attr.ib(default=None)
    def __attrs_post_init__(self):
        self.key = self.key or os.environ["K"]
get(SB + "/workflows", C().key)
