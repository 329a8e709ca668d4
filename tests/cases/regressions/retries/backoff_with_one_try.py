import os, requests

H = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
import backoff


@backoff.on_exception(backoff.expo, requests.RequestException, max_tries=1)
def get():
    requests.get("https://api.checkout.com/payments/x", headers=H).raise_for_status()
