from enum import Enum

import httpx


class Target(Enum):
    LIVE = ("https://api.checkout.com", "sk_gnoobilvpdghdmtmjzvhkjacnwi")  # want: CKO201
    SANDBOX = ("https://api.sandbox.checkout.com", "sk_sbox_vuxwciqmq4eyiroxkju55ikkzgz")  # want: CKO201

    @property
    def url(self):
        return self.value[0]

    @property
    def key(self):
        return self.value[1]


def balance(target: Target, entity: str):
    reply = httpx.get(f"{target.url}/balances/{entity}", headers={"Authorization": f"Bearer {target.key}"})
    reply.raise_for_status()
    return reply.json()["data"]


def sandbox_balance(entity: str):
    reply = httpx.get(  # want: CKO302
        Target.SANDBOX.url + "/balances/" + entity, headers={"Authorization": "Bearer " + Target.LIVE.key}
    )
    reply.raise_for_status()
    return reply.json()["data"]
