import os
import requests

KEY = os.environ["CKO_SECRET_KEY"]
PUB = os.environ["CKO_PUBLIC_KEY"]
U = "https://api.checkout.com/workflows"


def go(h, url=U):
    r = requests.get(url, headers=h)
    r.raise_for_status()


import httpx
c = httpx.Client()
req = c.build_request("GET", U)
req.headers["Authorization"] = f"Bearer {KEY}"
c.send(req).raise_for_status()
