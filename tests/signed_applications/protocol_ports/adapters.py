import requests

from domain import Receipt


class CheckoutComGateway:
    def __init__(self, http: requests.Session, base: str) -> None:
        self._http = http
        self._base = base

    def charge(self, token: str, amount: int) -> Receipt:
        body = {"source": {"type": "token", "token": token}, "amount": amount, "currency": "EUR"}
        answer = self._http.post(f"{self._base}/payments", json=body)
        answer.raise_for_status()
        raw = answer.json()
        return Receipt(raw["id"], raw.get("approved", False))

    def give_back(self, payment_id: str) -> None:
        self._http.post(f"{self._base}/payments/{payment_id}/refunds").raise_for_status()


class InMemoryGateway:
    def __init__(self) -> None:
        self.charged: list[int] = []

    def charge(self, token: str, amount: int) -> Receipt:
        self.charged.append(amount)
        return Receipt(f"mem_{len(self.charged)}", True)

    def give_back(self, payment_id: str) -> None:
        self.charged.pop()
