import os

import backoff
import requests


@backoff.on_exception(  # want: CKO404
    backoff.expo, requests.HTTPError, max_tries=4, giveup=lambda e: e.response.status_code == 404
)
def payment(payment_id):
    headers = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
    response = requests.get(f"https://api.checkout.com/payments/{payment_id}", headers=headers)
    response.raise_for_status()
    return response.json()
