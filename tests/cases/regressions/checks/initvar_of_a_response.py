import os
from dataclasses import InitVar, dataclass, field

import requests


@dataclass
class Answer:
    raw: InitVar[requests.Response]
    status: int = field(init=False)
    data: dict = field(init=False, default_factory=dict)

    def __post_init__(self, raw: requests.Response) -> None:
        self.status = raw.status_code
        self.data = raw.json()


def main() -> None:
    answer = Answer(requests.get("https://api.checkout.com/workflows", headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}))
    if answer.status != 200:
        raise SystemExit(f"refused with {answer.status}")
    print(answer.data)
