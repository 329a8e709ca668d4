"""Members of enumerations as keys: of strings they are found by `get`; what `auto()` gives depends on the enumeration."""

import enum
import os

import requests
from django.db import models

URL = "https://api.checkout.com/payments"
KEYS = {"sandbox": os.environ["SANDBOX_KEY"], "live": os.environ["LIVE_KEY"]}
NUMBERED = {5: os.environ["SANDBOX_KEY"], 6: os.environ["LIVE_KEY"]}
FILLED = {"live": ""}


class Text(enum.StrEnum):
    SANDBOX = enum.auto()
    LIVE = enum.auto()
    PRODUCTION = enum.auto()


class Mixed(str, enum.Enum):
    SANDBOX = "sandbox"
    LIVE = "live"


class Lower(str, enum.Enum):
    def _generate_next_value_(name, *_):
        return name.lower()


class Inherited(Lower):
    SANDBOX = enum.auto()
    LIVE = enum.auto()


class Choices(models.TextChoices):
    sandbox = enum.auto()
    live = enum.auto()


class Number(enum.Enum):
    SANDBOX = 5
    LIVE = enum.auto()
    PRODUCTION = enum.auto()


FILLED[Mixed.LIVE] = os.environ["LIVE_KEY"]


def get(key):
    return requests.get(URL, headers={"Authorization": f"Bearer {key}"})


def all_of_them():
    get(KEYS.get(Text.LIVE)).raise_for_status()
    get(KEYS.get(Mixed.LIVE)).raise_for_status()
    get(KEYS.get(Inherited.LIVE.value)).raise_for_status()
    get(KEYS.get(Choices.live.value)).raise_for_status()
    get(NUMBERED.get(Number.LIVE.value)).raise_for_status()
    get(FILLED["live"]).raise_for_status()


def missing():
    key = KEYS.get(Text.PRODUCTION)
    requests.get(URL, headers={"Authorization": f"Bearer {key}"}).raise_for_status()  # want: CKO103


def missing_number():
    key = NUMBERED.get(Number.PRODUCTION.value)
    requests.get(URL, headers={"Authorization": f"Bearer {key}"}).raise_for_status()  # want: CKO103
