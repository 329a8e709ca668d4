import os

import requests

from adapters import CheckoutComGateway, InMemoryGateway
from domain import Checkout


def build() -> Checkout:
    if os.environ.get("APP_ENV") == "test":
        return Checkout(InMemoryGateway())
    http = requests.Session()
    http.headers["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"  # signs
    return Checkout(CheckoutComGateway(http, "https://api.checkout.com"))


if __name__ == "__main__":
    print(build().buy("tok_1", 100))
