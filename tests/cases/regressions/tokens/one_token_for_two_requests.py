import os, requests


def token():
    t = requests.post("https://access.sandbox.checkout.com/connect/token", timeout=5,
                      data={"grant_type": "client_credentials"}, auth=(os.environ["ID"], os.environ["SECRET"]))
    t.raise_for_status()
    return t.json()["access_token"]


def both(i):
    headers = {"Authorization": f"Bearer {token()}"}
    a = requests.get(f"https://api.checkout.com/payments/{i}", headers=headers, timeout=5)  # want: CKO304
    a.raise_for_status()
    b = requests.get(f"https://api.checkout.com/payments/{i}/actions", headers=headers, timeout=5)  # same token: nothing
    b.raise_for_status()
    return a.json(), b.json()
