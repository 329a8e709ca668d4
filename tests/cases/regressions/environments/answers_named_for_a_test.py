"""The name of an answer says nothing of the URL that is fetched; a default, or a whole URL, does stand under its name."""

import os

import httpx

client = httpx.Client(headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"})
sandbox_url = os.environ.get("CKO_URL", "https://api.checkout.com")  # want: CKO303
staging_url = str("https://api.checkout.com")  # want: CKO303

test_payment = client.get("https://api.checkout.com/payments/pay_mbabizu24mvu3mela5njyhpit4")
test_payment.raise_for_status()
