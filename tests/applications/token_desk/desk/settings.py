"""Read once, at the start; `DESK_ENV` chooses the environment."""

import os
from typing import NamedTuple


class Hosts(NamedTuple):
    api: str
    access: str


HOSTS = {
    "sandbox": Hosts("https://api.sandbox.checkout.com", "https://access.sandbox.checkout.com/connect/token"),
    "live": Hosts("https://api.checkout.com", "https://access.checkout.com/connect/token"),
}
HERE = HOSTS[os.environ["DESK_ENV"]]
PUBLIC_KEY = os.environ["CKO_PUBLIC_KEY"]
