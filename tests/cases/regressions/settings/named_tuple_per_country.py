from typing import NamedTuple

import requests


class Account(NamedTuple):
    host: str
    secret: str
    currency: str = "EUR"


ACCOUNTS = {
    "de": Account("https://api.checkout.com", "sk_pfsclbl2eplztrpoi447t467gfx"),  # want: CKO201
    "gb": Account("https://api.checkout.com", "sk_sbox_nocwu3mqoumhpf6vnm63qkzc72q", "GBP"),  # want: CKO201
}


def pay(country, token, amount):
    account = ACCOUNTS[country]
    answer = requests.post(  # want: CKO301
        account.host + "/payments",
        headers={"Authorization": f"Bearer {account.secret}"},
        json={"source": {"type": "token", "token": token}, "amount": amount, "currency": account.currency},
    )
    answer.raise_for_status()
    return answer.json()["id"]
