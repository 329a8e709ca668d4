from __future__ import annotations

from enum import Enum


class Environment(Enum):
    """Where requests go."""

    SANDBOX = "https://api.sandbox.checkout.com"
    LIVE = "https://api.checkout.com"

    @classmethod
    def of_key(cls, key: str) -> Environment:
        if key.startswith("sk_sbox_"):
            return cls.SANDBOX
        return cls.LIVE
