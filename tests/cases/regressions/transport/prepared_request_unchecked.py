import os, requests

H = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
s = requests.Session()
s.send(  # want: CKO305
    requests.Request("GET", "https://api.checkout.com/payments/x", headers=H).prepare(), verify=False
).raise_for_status()
