import httpx
from payments import Payments

PAYMENTS = Payments(httpx.Client(), "sk_sbox_fake")


def show(payment_id):
    print(PAYMENTS.get(payment_id)["status"])
