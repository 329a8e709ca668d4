import requests

from app.config import Development as config


def link(amount):
    answer = requests.post(  # want: CKO103
        f"{config.CHECKOUT_URL}/payment-links",
        headers={"Authorization": f"Bearer {config.CHECKOUT_KEY}"},
        json={"amount": amount, "currency": "EUR"},
    )
    answer.raise_for_status()
    return answer.json()["_links"]["redirect"]["href"]
