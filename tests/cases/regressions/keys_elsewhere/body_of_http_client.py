import os, json, requests

KEY = os.environ["CKO_SECRET_KEY"]
H = {"Authorization": f"Bearer {KEY}"}
import http.client

c = http.client.HTTPSConnection("api.checkout.com")
c.request("POST", "/payments", body=json.dumps({"k": KEY}), headers=H)  # want: CKO104
assert c.getresponse().status == 201
