from contextlib import contextmanager

import requests

KEY = "sk_sbox_r4l633h2mrytsunw7i3ebfvpl4d"  # want: CKO201


@contextmanager
def checkout():
    session = requests.Session()
    session.headers |= {"Authorization": f"Bearer {KEY}"}
    try:
        yield session
    finally:
        session.close()


def capture(payment_id):
    with checkout() as session:
        reply = session.post(f"https://api.checkout.com/payments/{payment_id}/captures")  # want: CKO301
        reply.raise_for_status()
        return reply.json()["action_id"]
