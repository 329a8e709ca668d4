from __future__ import annotations

from types import TracebackType
from typing import Any

import httpx

from tiny_checkout._answer import Answer
from tiny_checkout.environment import Environment
from tiny_checkout.resources import Instruments, Payments


class Client:
    """Sends requests; the environment is read off the key."""

    def __init__(self, secret_key: str, timeout: float = 10.0) -> None:
        environment = Environment.of_key(secret_key)
        self._http = httpx.Client(
            base_url=environment.value,
            headers={"Authorization": f"Bearer {secret_key}"},
            timeout=timeout,
        )
        self.payments = Payments(self)
        self.instruments = Instruments(self)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._http.close()

    def get(self, path: str) -> Answer:
        return Answer(self._http.get(path))

    def post(self, path: str, body: dict[str, Any]) -> Answer:
        return Answer(self._http.post(path, json=body))
