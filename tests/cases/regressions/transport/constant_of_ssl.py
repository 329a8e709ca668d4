import os, requests

H = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
import ssl, urllib3

http = urllib3.PoolManager(cert_reqs=ssl.CERT_NONE)
assert http.request("GET", "https://api.checkout.com/payments/x", headers=H).status == 200  # want: CKO305
