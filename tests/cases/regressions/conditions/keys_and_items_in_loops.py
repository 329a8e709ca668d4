import os
import requests

PATHS = {"token": "/tokens", "pay": "/payments"}
KEYS = {"token": os.environ["CKO_PUBLIC_KEY"], "pay": os.environ["CKO_SECRET_KEY"]}
for n in PATHS.keys():
    requests.post(
        "https://api.checkout.com" + PATHS[n], headers={"Authorization": "Bearer " + KEYS[n]}
    ).raise_for_status()
for n, p in PATHS.items():
    requests.post("https://api.checkout.com" + p, headers={"Authorization": "Bearer " + KEYS[n]}).raise_for_status()
[
    requests.post(
        "https://api.checkout.com" + PATHS[n], headers={"Authorization": "Bearer " + KEYS[n]}
    ).raise_for_status()
    for n in PATHS
]
