import os, requests

H = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
from tenacity import retry, stop_after_attempt


@retry(stop=stop_after_attempt(1))
def get():
    requests.get("https://api.checkout.com/payments/x", headers=H).raise_for_status()
