import os
import requests

KEY = os.environ["CKO_SECRET_KEY"]
PUB = os.environ["CKO_PUBLIC_KEY"]
U = "https://api.checkout.com/workflows"


def go(h, url=U):
    r = requests.get(url, headers=h)
    r.raise_for_status()


import urllib.request as u
o = u.build_opener()
o.addheaders.append(("Authorization", f"Bearer {KEY}"))
try:
    print(o.open(U).read())
except OSError as e:
    print(e)
