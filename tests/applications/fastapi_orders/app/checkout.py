"""An asynchronous client of the few endpoints that the service uses."""

from __future__ import annotations

from typing import Any

import httpx

from app.settings import Settings


class CheckoutError(Exception):
    def __init__(self, status: int, request_id: str | None) -> None:
        super().__init__(f"Checkout.com answered HTTP {status}, request {request_id}")
        self.status = status


class CheckoutClient:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def _headers(self) -> dict[str, str]:
        key = self._settings.checkout_secret_key.get_secret_value()
        return {"Authorization": f"Bearer {key}", "Accept": "application/json"}

    async def _send(self, method: str, path: str, json: dict[str, Any] | None = None) -> dict[str, Any]:
        async with httpx.AsyncClient(base_url=self._settings.checkout_url, timeout=self._settings.timeout) as client:
            response = await client.request(method, path, json=json, headers=self._headers)
        if response.is_error:
            raise CheckoutError(response.status_code, response.headers.get("Cko-Request-Id"))
        return response.json()

    async def create_session(self, amount: int, currency: str, reference: str) -> dict[str, Any]:
        body = {"amount": amount, "currency": currency, "reference": reference}
        return await self._send("POST", "/payment-sessions", json=body)

    async def payment(self, payment_id: str) -> dict[str, Any]:
        return await self._send("GET", f"/payments/{payment_id}")
