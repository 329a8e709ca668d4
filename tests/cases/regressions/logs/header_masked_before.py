import os
import sys
import requests

h = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}", "A": "b"}
r = requests.get("https://api.checkout.com/payments/p", headers=h)
if not r.ok:
    sys.exit(1)
h["Authorization"] = "***"
print(h)
