import os

import requests


class Settings:
    def __init__(self, strict):
        self.key = os.getenv("CKO_SECRET_KEY", "YOUR_SECRET_KEY")  # want: CKO205
        if strict and self.key == "YOUR_SECRET_KEY":
            raise RuntimeError("CKO_SECRET_KEY is not set")


settings = Settings(strict=False)


def disputes():
    response = requests.get(
        "https://api.checkout.com/disputes", headers={"Authorization": "Bearer " + settings.key}, timeout=9
    )
    response.raise_for_status()
    return response.json()
