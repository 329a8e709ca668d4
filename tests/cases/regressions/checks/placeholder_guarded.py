import os

import requests


class Settings:
    def __init__(self):
        self.key = os.getenv("CKO_SECRET_KEY", "YOUR_SECRET_KEY")
        if not self.key or self.key == "YOUR_SECRET_KEY":
            raise RuntimeError("CKO_SECRET_KEY is not set")


settings = Settings()


def disputes(of):
    response = requests.get("https://api.checkout.com/disputes", headers={"Authorization": "Bearer " + of}, timeout=9)
    response.raise_for_status()
    return response.json()


def all_disputes():
    return disputes(settings.key)
