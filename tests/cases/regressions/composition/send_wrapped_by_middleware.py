"""What middleware out of sight wraps may be signed and checked there, in a loop as by `reduce`."""

from functools import reduce

import requests

MIDDLEWARE = []
LATER = []


def middleware(function):
    MIDDLEWARE.append(function)
    return function


def plain(method, path, **options):
    return requests.request(method, "https://api.sandbox.checkout.com" + path, timeout=3, **options)


def in_a_loop(payment_id):
    send = plain
    for wrap in MIDDLEWARE:
        send = wrap(send)
    return send("GET", f"/payments/{payment_id}").json()


def by_reduce(payment_id):
    send = reduce(lambda inner, wrap: wrap(inner), MIDDLEWARE, plain)
    return send("GET", f"/payments/{payment_id}").json()


def by_those_of_a_caller(wrappers, payment_id):
    send = reduce(lambda inner, wrap: wrap(inner), wrappers, plain)
    return send("GET", f"/payments/{payment_id}").json()


def by_those_that_others_add(payment_id):
    send = plain
    for wrap in LATER:
        send = wrap(send)
    return send("GET", f"/payments/{payment_id}").json()
