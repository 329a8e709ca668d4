import os, requests

H = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
import copy

body = {"amount": 1, "currency": "EUR"}
kept = copy.copy(body)
kept["key"] = os.environ["CKO_SECRET_KEY"]
requests.post("https://api.sandbox.checkout.com/payments", json=body, headers=H).raise_for_status()
