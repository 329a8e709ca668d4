import os

import requests

session = requests.session()
session.headers.update(authorization="Bearer " + os.environ["CKO_SECRET_KEY"])
PAYMENTS = "https://api.sandbox.checkout.com/payments"


def paid(payment_id):
    return reply.json()["approved"] if (reply := session.get(f"{PAYMENTS}/{payment_id}")) else False


def found(payment_id):
    if (reply := session.get(f"{PAYMENTS}/{payment_id}")).status_code == 404:  # want: CKO401
        return None
    return reply.json()


def amount(payment_id):
    reply = session.get(f"{PAYMENTS}/{payment_id}")
    match reply.status_code:
        case 200 | 201 | 202:
            return reply.json()["amount"]
        case status:
            raise ValueError(status)
