import os, requests

H = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
from tenacity import retry, retry_any, retry_if_exception_type


@retry(retry=retry_any(retry_if_exception_type(requests.HTTPError), retry_if_exception_type(requests.Timeout)))  # want: CKO404
def get():
    r = requests.get("https://api.checkout.com/payments/x", headers=H)
    r.raise_for_status()
    return r.json()
