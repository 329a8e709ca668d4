import attrs
import requests
from attrs import define, field, validators


def _session(self):
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {self.key}"  # signs
    session.headers["Accept"] = "application/json"
    return session


@define
class Api:
    key: str = field(repr=False, validator=validators.matches_re(r"sk_(sbox_)?\w+"))
    live: bool = False
    timeout: float = field(default=10.0, converter=float)
    session: requests.Session = field(init=False, default=attrs.Factory(_session, takes_self=True), repr=False)

    @property
    def base(self) -> str:
        return "https://api.checkout.com" if self.live else "https://api.sandbox.checkout.com"

    def fetch(self, what: str, identifier: str) -> dict:
        response = self.session.get(f"{self.base}/{what}/{identifier}", timeout=self.timeout)
        response.raise_for_status()
        return response.json()


@define(frozen=True)
class Payment:
    id: str
    status: str
    amount: int

    @classmethod
    def load(cls, api: Api, identifier: str) -> "Payment":
        raw = api.fetch("payments", identifier)
        return cls(raw["id"], raw["status"], raw["amount"])


@define(frozen=True)
class Dispute:
    id: str
    reason: str

    @classmethod
    def load(cls, api: Api, identifier: str) -> "Dispute":
        raw = api.fetch("disputes", identifier)
        return cls(raw["id"], raw["reason"])
