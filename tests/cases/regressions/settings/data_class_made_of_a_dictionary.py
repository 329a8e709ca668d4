from dataclasses import dataclass

import requests


@dataclass
class Client:
    key: str = ""

    def get(self, path):
        r = requests.get("https://api.checkout.com" + path, headers={"Authorization": f"Bearer {self.key}"}, timeout=5)
        r.raise_for_status()
        return r.json()


def make(cfg):
    return Client(**cfg)
