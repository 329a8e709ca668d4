import os

import requests

CKO = {"url": "https://api.checkout.com", "headers": {"Accept": "application/json"}}


def configure():
    CKO["headers"]["Authorization"] = f"Bearer {os.environ['CKO_PUBLIC_KEY']}"


def cvv_token(cvv):
    body = {"type": "cvv", "token_data": {"cvv": cvv}}
    reply = requests.post(CKO["url"] + "/tokens", json=body, headers=CKO["headers"], timeout=5)
    reply.raise_for_status()


if __name__ == "__main__":
    configure()
    cvv_token("100")
