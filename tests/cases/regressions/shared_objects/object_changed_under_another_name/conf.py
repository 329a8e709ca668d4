from dataclasses import dataclass


@dataclass
class Conf:
    key: str = ""
    url: str = "https://api.checkout.com"


@dataclass
class Fixed:
    key: str = ""
    url: str = "https://api.checkout.com"
    name: str = ""


CONF = Conf()
FIXED = Fixed()
