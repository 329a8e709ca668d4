import os, requests

PUBLIC_KEY = os.environ["CKO_PUBLIC_KEY"]


def send(path, key=None):
    if key is None:
        key = os.environ["CKO_SECRET_KEY"]
    r = requests.post("https://api.sandbox.checkout.com" + path, headers={"Authorization": f"Bearer {key}"})
    r.raise_for_status()


def tokens():
    send("/tokens", PUBLIC_KEY)


def pay():
    send("/payments")
