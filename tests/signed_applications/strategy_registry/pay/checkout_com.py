import requests

from pay.base import Provider


class Declined(Exception):
    pass


class CheckoutCom(Provider, code="cko"):
    url = "https://api.checkout.com"

    def __init__(self, secret_key, channel=None):
        self.channel = channel
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {secret_key}"  # signs

    def charge(self, token, amount, currency):
        body = {"source": {"type": "token", "token": token}, "amount": amount, "currency": currency}
        if self.channel:
            body["processing_channel_id"] = self.channel
        response = self.session.post(f"{self.url}/payments", json=body, timeout=15)
        response.raise_for_status()
        paid = response.json()
        if not paid["approved"]:
            raise Declined(paid["response_summary"])
        return paid["id"]

    def refund(self, payment_id, amount=None):
        body = {} if amount is None else {"amount": amount}
        response = self.session.post(f"{self.url}/payments/{payment_id}/refunds", json=body, timeout=15)
        response.raise_for_status()
