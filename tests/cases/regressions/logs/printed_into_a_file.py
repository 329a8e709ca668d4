import logging
import os

import requests

log = logging.getLogger(__name__)
API = "https://api.checkout.com"
CKO_SECRET_KEY = os.environ["CKO_SECRET_KEY"]
CKO_PUBLIC_KEY = os.environ["CKO_PUBLIC_KEY"]
H = {"Authorization": f"Bearer {CKO_SECRET_KEY}"}
HP = {"Authorization": f"Bearer {CKO_PUBLIC_KEY}"}


def send(method, path, headers=H, **kw):
    r = requests.request(method, API + path, headers=headers, **kw)
    r.raise_for_status()
    return r.json()


with open("/run/secrets/cko", "w") as f:
    print(CKO_SECRET_KEY, file=f)
