import requests
from ctx import local


def call():
    r = requests.get(
        "https://api.checkout.com/payments/x", headers={"Authorization": f"Bearer {local.key}"}
    )  # want: CKO103
    r.raise_for_status()
    return r.json()
