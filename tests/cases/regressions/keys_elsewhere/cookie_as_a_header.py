import os, json, requests

KEY = os.environ["CKO_SECRET_KEY"]
H = {"Authorization": f"Bearer {KEY}"}
requests.get("https://api.checkout.com/payments", headers={**H, "Cookie": f"k={KEY}"}).raise_for_status()  # want: CKO104
