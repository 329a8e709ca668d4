import os
from typing import NamedTuple

HOSTS = {
    "sandbox": "https://api.sandbox.checkout.com",
    "production": "https://api.checkout.com",
}
KEYS = {
    "sandbox": "CKO_SANDBOX_SECRET_KEY",
    "production": "CKO_PRODUCTION_SECRET_KEY",
}


class Target(NamedTuple):
    url: str
    key: str


def target() -> Target:
    name = os.environ.get("GATEWAY_ENVIRONMENT", "sandbox")
    return Target(url=HOSTS[name], key=os.environ[KEYS[name]])
