import os
from dataclasses import dataclass, field


def _key():
    key = os.environ["CHECKOUT_LIVE_KEY"]
    if key.startswith(("sk_sbox_", "sk_test_")):
        raise ValueError("this connector reads live data only")
    return key


@dataclass
class Account:
    name: str
    key: str = field(default_factory=_key, repr=False)
