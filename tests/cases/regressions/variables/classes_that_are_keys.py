"""A class is a key by identity; of an object of the class that the code stands in, it may be one derived from it."""

import os

import requests


class Paid:
    pass


class Refunded:
    pass


def send(event):
    return requests.post("https://api.checkout.com/payments", headers=headers_of(Paid))  # want: CKO401


def check(event):
    response = requests.post("https://api.checkout.com/payments", headers=headers_of(Refunded))  # want: CKO101
    response.raise_for_status()
    return response


def headers_of(kind):
    return {Paid: {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}, Refunded: {}}[kind]


HANDLERS = {Paid: send, Refunded: check}


def handle(event):
    return HANDLERS[type(event)](event)


def paid():
    return handle(Paid()).json()


def refunded():
    return handle(Refunded()).json()


class Client:
    def show(self, number):
        headers = {"Authorization": f"Bearer {KEYS.get(type(self))}"}
        response = requests.get(f"https://api.checkout.com/payments/{number}", headers=headers)
        response.raise_for_status()
        return response.json()


class Live(Client):
    pass


KEYS = {Live: os.environ["CKO_SECRET_KEY"]}
