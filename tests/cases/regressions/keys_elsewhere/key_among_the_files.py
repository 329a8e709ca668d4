import os, json, requests

KEY = os.environ["CKO_SECRET_KEY"]
H = {"Authorization": f"Bearer {KEY}"}
requests.post("https://api.checkout.com/files", headers=H, files={"k": (None, KEY)}).raise_for_status()  # want: CKO104
