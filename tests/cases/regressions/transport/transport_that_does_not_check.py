import os, requests

H = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
import httpx

c = httpx.Client(transport=httpx.HTTPTransport(verify=False, retries=2), headers=H)
c.get("https://api.checkout.com/payments/x").raise_for_status()  # want: CKO305
