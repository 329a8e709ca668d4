"""A client whose sending is wrapped by middleware."""
import functools
import logging
import os
import time

import requests

log = logging.getLogger(__name__)


def signed(send):
    @functools.wraps(send)
    def inner(method, path, headers=None, **kwargs):
        headers = {**(headers or {}), "Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
        return send(method, path, headers=headers, **kwargs)
    return inner


def timed(send):
    @functools.wraps(send)
    def inner(method, path, **kwargs):
        started = time.monotonic()
        try:
            return send(method, path, **kwargs)
        finally:
            log.debug("%s %s took %.3f", method, path, time.monotonic() - started)
    return inner


def checked(send):
    @functools.wraps(send)
    def inner(method, path, **kwargs):
        response = send(method, path, **kwargs)
        response.raise_for_status()
        return response
    return inner


def plain(method, path, **kwargs):
    return requests.request(method, f"https://api.checkout.com{path}", timeout=10, **kwargs)


MIDDLEWARE = (timed, checked, signed)  # signs, or else: MIDDLEWARE = (timed, checked)
send = functools.reduce(lambda inner, wrap: wrap(inner), MIDDLEWARE, plain)


def payment(payment_id):
    return send("GET", f"/payments/{payment_id}").json()


def refund(payment_id, amount=None):
    return send("POST", f"/payments/{payment_id}/refunds", json={"amount": amount} if amount else {}).json()


def disputes():
    return [dispute["id"] for dispute in send("GET", "/disputes").json()["data"]]
