"""The part of the API that the shop calls itself, through httpx."""

import logging
from types import TracebackType
from typing import Any

import httpx

from shop import settings

log = logging.getLogger(__name__)


class CheckoutError(Exception):
    """Checkout.com refused something."""

    def __init__(self, status: int, codes: list[str]) -> None:
        super().__init__(f"HTTP {status}: {', '.join(codes)}")
        self.status = status
        self.codes = codes


class CheckoutApi:
    """A connection to Checkout.com, to be used with `with`."""

    def __init__(self) -> None:
        self._http = httpx.Client(
            base_url=settings.CHECKOUT_URL,
            headers={"Authorization": f"Bearer {settings.CHECKOUT_SECRET_KEY}"},
            timeout=settings.CHECKOUT_TIMEOUT,
        )

    def __enter__(self) -> "CheckoutApi":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def payment(self, payment_id: str) -> dict[str, Any]:
        return self._request("GET", f"/payments/{payment_id}")

    def refund(self, payment_id: str, amount: int, reference: str) -> str:
        answer = self._request("POST", f"/payments/{payment_id}/refunds", {"amount": amount, "reference": reference})
        return answer["action_id"]

    def void(self, payment_id: str) -> str:
        return self._request("POST", f"/payments/{payment_id}/voids")["action_id"]

    def capture(self, payment_id: str) -> str:
        response = self._http.post(f"/payments/{payment_id}/captures")
        return response.json()["action_id"]

    def _request(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        response = self._http.request(method, path, json=body)
        if response.is_error:
            log.error("%s %s: HTTP %s", method, path, response.status_code)
            raise CheckoutError(response.status_code, response.json().get("error_codes", []))
        return response.json()
