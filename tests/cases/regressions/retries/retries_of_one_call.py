import os, requests

H = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
import urllib3

http = urllib3.PoolManager()
retries = urllib3.Retry(total=3, status_forcelist=[401, 503])  # want: CKO404
assert http.request("GET", "https://api.checkout.com/payments/x", headers=H, retries=retries).status == 200
