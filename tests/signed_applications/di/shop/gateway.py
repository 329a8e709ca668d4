import requests


def open_session(key):
    session = requests.Session()
    session.headers.update({"Authorization": f"Bearer {key}"})  # signs
    yield session
    session.close()


class Gateway:
    def __init__(self, session, base):
        self.session = session
        self.base = base

    def pay(self, token, amount, currency):
        body = {"source": {"type": "token", "token": token}, "amount": amount, "currency": currency}
        response = self.session.post(f"{self.base}/payments", json=body, timeout=10)
        response.raise_for_status()
        return response.json()

    def refund(self, payment_id):
        response = self.session.post(f"{self.base}/payments/{payment_id}/refunds", timeout=10)
        response.raise_for_status()
        return response.json()["action_id"]
