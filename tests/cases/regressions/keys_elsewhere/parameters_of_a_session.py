import os, json, requests

KEY = os.environ["CKO_SECRET_KEY"]
H = {"Authorization": f"Bearer {KEY}"}
s = requests.Session()
s.params = {"k": KEY}
s.get("https://api.checkout.com/payments", headers=H).raise_for_status()  # want: CKO104
