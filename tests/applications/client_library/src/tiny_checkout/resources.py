from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tiny_checkout.client import Client


class Resource:
    def __init__(self, client: Client) -> None:
        self._client = client


class Payments(Resource):
    """Requests payments and what is done with them later."""

    def request(self, **body: Any) -> Any:
        return self._client.post("/payments", body).json()

    def get(self, payment_id: str) -> Any:
        return self._client.get(f"/payments/{payment_id}").json()

    def capture(self, payment_id: str, amount: int | None = None) -> Any:
        body = {} if amount is None else {"amount": amount}
        return self._client.post(f"/payments/{payment_id}/captures", body).json()


class Instruments(Resource):
    """Stored cards and bank accounts."""

    def get(self, instrument_id: str) -> Any:
        return self._client.get(f"/instruments/{instrument_id}").json()
