import os, requests


def send(key):
    path = "/tokens" if key.startswith("pk_") else "/payments"
    r = requests.post("https://api.sandbox.checkout.com" + path, headers={"Authorization": f"Bearer {key}"})
    r.raise_for_status()


send(os.environ["CKO_PUBLIC_KEY"])
send(os.environ["CKO_SECRET_KEY"])
