from __future__ import annotations

from typing import Any

import httpx

from tiny_checkout.errors import ApiError, Unauthorized


class Answer:
    """Wraps a response; made only of one that is a success."""

    def __init__(self, response: httpx.Response) -> None:
        if response.status_code == 401:
            raise Unauthorized(response.status_code, response.text)
        if response.status_code >= 400:
            raise ApiError(response.status_code, response.text)
        self._response = response

    def json(self) -> Any:
        return self._response.json()

    @property
    def request_id(self) -> str | None:
        return self._response.headers.get("Cko-Request-Id")
