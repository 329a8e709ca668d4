import os, json, requests

KEY = os.environ["CKO_SECRET_KEY"]
H = {"Authorization": f"Bearer {KEY}"}
import httpx

c = httpx.Client(params={"k": KEY}, headers=H)
c.get("https://api.checkout.com/payments").raise_for_status()  # want: CKO104
