import os
import requests

h = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
r = requests.get("https://api.checkout.com/payments/p", headers=h)
if not r.ok:
    raise ValueError(f"{r.status_code}")
del h["Authorization"]
print(h)
