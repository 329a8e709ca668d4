import functools
import os

import requests


class checks:
    def __init__(self, message):
        self.message = message

    def __call__(self, fn):
        @functools.wraps(fn)
        def call(*a, **k):
            r = fn(*a, **k)
            if r.ok:
                return r
            raise RuntimeError(self.message)

        return call


@checks("cannot refund")
def refund(pid):
    return requests.post(f"https://api.checkout.com/payments/{pid}/refunds", headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"})


def do(pid):
    return refund(pid).json()["action_id"]
