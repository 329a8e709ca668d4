import os, json, requests

KEY = os.environ["CKO_SECRET_KEY"]
H = {"Authorization": f"Bearer {KEY}"}
from urllib.parse import urlencode

requests.get("https://api.checkout.com/payments?" + urlencode({"k": KEY}), headers=H).raise_for_status()  # want: CKO104
