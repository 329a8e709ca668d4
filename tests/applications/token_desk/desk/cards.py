"""Card tokens for the phone desk, and what they are charged with."""

import os

from desk.settings import HERE, PUBLIC_KEY
from desk.transport import AccessToken, session

http = session()
access_token = AccessToken(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"], ["gateway", "vault"])


class Declined(Exception):
    pass


def tokenise(number, month, year):
    reply = http.post(
        f"{HERE.api}/tokens",
        json={"type": "card", "number": number, "expiry_month": month, "expiry_year": year},
        headers={"Authorization": f"Bearer {PUBLIC_KEY}"},
        timeout=10,
    )
    if reply.status_code != 201:
        raise Declined(f"no token for the card: {reply.status_code}")
    return reply.json()["token"]


def charge(token, amount, currency, reference):
    reply = http.post(
        f"{HERE.api}/payments",
        json={
            "source": {"type": "token", "token": token},
            "amount": amount,
            "currency": currency,
            "reference": reference,
        },
        headers={"Authorization": f"Bearer {access_token()}", "Cko-Idempotency-Key": reference},
        timeout=30,
    )
    if reply.status_code not in (201, 202):
        raise Declined(f"{reference}: {reply.status_code}")
    return reply.json()["id"]
