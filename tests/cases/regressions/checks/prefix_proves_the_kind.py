import os

import requests

KEY = os.environ["CKO_KEY"]
OTHER = os.environ["CKO_OTHER"]
if not KEY.startswith("pk_"):
    raise SystemExit("a public key, please")


def void(payment_id):
    url = f"https://api.checkout.com/payments/{payment_id}/voids"
    requests.post(url, headers={"Authorization": f"Bearer {KEY}"}).raise_for_status()  # want: CKO501


def void_with_another(payment_id):
    if OTHER.startswith("pk_"):
        raise ValueError("a secret key, please")
    url = f"https://api.checkout.com/payments/{payment_id}/voids"
    requests.post(url, headers={"Authorization": f"Bearer {OTHER}"}).raise_for_status()
