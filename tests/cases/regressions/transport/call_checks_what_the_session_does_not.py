import os, requests

H = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
s = requests.Session()
s.verify = False
s.get("https://api.checkout.com/payments/x", headers=H, verify=True).raise_for_status()
