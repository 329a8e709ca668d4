import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Config:
    host: str
    key: str
    timeout: int = 15


def load(live):
    if live:
        return Config("https://api.checkout.com", os.environ["CKO_LIVE_KEY"])
    return Config("https://api.sandbox.checkout.com", os.environ["CKO_SANDBOX_KEY"])
