import os
from enum import Enum, StrEnum

import requests

HEADERS = {"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}


class Host(StrEnum):
    SANDBOX = "https://api.sandbox.checkout.com"
    LIVE = "https://api.checkout.com"


class Path(str, Enum):
    PAYMENTS = "payments"

    def __add__(self, other):
        return f"/{self.value}/{other}"


def unsigned():
    r = requests.get(Host.LIVE + "/workflows")  # want: CKO101
    r.raise_for_status()


def shown(pid, host=Host.SANDBOX):
    url = host + (Path.PAYMENTS + pid)
    r = requests.get(url, headers=HEADERS)  # want: CKO401
    return r.json()


def checked(pid, host=Host.SANDBOX):
    host += "/payments/"
    r = requests.get(host + pid, headers=HEADERS)
    r.raise_for_status()
    return r.json()


shown("pay_1")
checked("pay_1")
