import os, requests

H = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
import time


def get(pid):
    try:
        r = requests.get(f"https://api.checkout.com/payments/{pid}", headers=H)  # want: CKO403
        r.raise_for_status()
    except requests.HTTPError:
        time.sleep(1)
        return None
    return r.json()
