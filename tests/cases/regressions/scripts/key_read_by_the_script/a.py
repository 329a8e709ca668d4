import os
import requests

KEY = None


def pay():
    return requests.post(
        "https://api.checkout.com/payments", headers={"Authorization": f"Bearer {KEY}"}, json={}
    ).raise_for_status()


if __name__ == "__main__":
    KEY = os.environ["CKO_SECRET_KEY"]
    pay()
