import os
from dataclasses import dataclass

import requests

from endpoints import Call, Host


@dataclass(frozen=True)
class Client:
    host: Host
    key: str

    def perform(self, call: Call, id: str, **body):
        response = requests.request(
            str(call.method),
            self.host.value + call.template.format(id=id),
            json=body or None,
            headers={"Authorization": f"Bearer {self.key}"},  # signs
            timeout=8,
        )
        if response.status_code != call.expected:
            raise RuntimeError(f"{call.name} {id}: {response.status_code}")
        return response.json()


def main():
    client = Client(Host[os.environ.get("CKO_ENV", "SANDBOX")], os.environ["CKO_SECRET_KEY"])
    found = client.perform(Call.SHOW, "pay_1")
    if found["status"] == "Authorized":
        client.perform(Call.CAPTURE, "pay_1", amount=found["amount"])


if __name__ == "__main__":
    main()
