import os
import requests

KEY = os.environ["CKO_SECRET_KEY"]
import urllib3

p = urllib3.HTTPSConnectionPool("api.checkout.com", headers={"Authorization": f"Bearer {KEY}"})
r = p.request("GET", "/payments/x", headers={"Accept": "a"})  # want: CKO101
if r.status >= 400:
    raise RuntimeError(r.status)
