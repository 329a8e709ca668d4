import os, requests

H = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
import copy

s = requests.Session()
s.headers.update(H)
p = copy.deepcopy(s)
p.verify = False
s.post("https://api.sandbox.checkout.com/payments", json={}).raise_for_status()
