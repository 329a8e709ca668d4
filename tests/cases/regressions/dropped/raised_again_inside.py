import os, requests

H = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


def fetch():
    try:
        r = requests.get("https://api.checkout.com/payments/x", headers=H)  # want: CKO403
        r.raise_for_status()
        return r.json()
    except requests.HTTPError:
        raise


def show():
    try:
        return fetch()
    except Exception:
        return None
