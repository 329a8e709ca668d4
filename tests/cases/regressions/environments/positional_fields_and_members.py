from enum import Enum
from typing import NamedTuple


class Endpoint(NamedTuple):
    api: str
    access: str


class Mode(str, Enum):
    LIVE = "live"
    TEST = "test"


HOSTS = {
    Mode.LIVE: "https://api.checkout.com",
    Mode.TEST: "https://api.checkout.com",  # want: CKO303
}
BY_VALUE = {Mode.LIVE.value: "https://api.checkout.com", Mode.TEST.value: "https://api.sandbox.checkout.com"}
SANDBOX = Endpoint("https://api.sandbox.checkout.com", "https://access.checkout.com")
SANDBOX_AT_LAST = Endpoint(
    "https://api.checkout.com",  # want: CKO303
    "https://access.checkout.com",  # want: CKO303
)
LIVE_ERROR = ValueError("https://api.sandbox.checkout.com is not for live")
