import os
import requests

PATHS = {"token": "/tokens", "pay": "/payments"}
KEYS = {"token": os.environ["CKO_PUBLIC_KEY"], "pay": os.environ["CKO_SECRET_KEY"]}
for n in PATHS:
    requests.post(
        "https://api.checkout.com" + PATHS[n], headers={"Authorization": "Bearer " + KEYS[n]}
    ).raise_for_status()
