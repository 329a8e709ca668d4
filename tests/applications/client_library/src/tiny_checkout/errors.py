from __future__ import annotations


class ApiError(Exception):
    """The API refused a request."""

    def __init__(self, status: int, body: str) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status
        self.body = body


class Unauthorized(ApiError):
    """The key is missing, wrong, or not allowed to do this."""
