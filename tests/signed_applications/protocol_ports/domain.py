from dataclasses import dataclass
from typing import Protocol


@dataclass
class Receipt:
    payment_id: str
    approved: bool


class PaymentGateway(Protocol):
    def charge(self, token: str, amount: int) -> Receipt: ...
    def give_back(self, payment_id: str) -> None: ...


class Checkout:
    def __init__(self, gateway: PaymentGateway) -> None:
        self._gateway = gateway

    def buy(self, token: str, amount: int) -> Receipt:
        receipt = self._gateway.charge(token, amount)
        if not receipt.approved:
            self._gateway.give_back(receipt.payment_id)
        return receipt
