"""The name of a decorated class is what its decorator returns: a function or an object that makes the objects of the class."""

import os

import requests

AUTH = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


def singleton(cls):
    made = {}

    def get(*arguments):
        if cls not in made:
            made[cls] = cls(*arguments)
        return made[cls]

    return get


def checking(cls):
    def make(*arguments):
        client = cls(*arguments)
        send = client.send

        def checked(path):
            response = send(path)
            response.raise_for_status()
            return response

        client.send = checked
        return client

    return make


class Proxied:
    def __init__(self, cls):
        self.cls = cls

    def __call__(self, *arguments):
        return Proxy(self.cls(*arguments))


class Proxy:
    def __init__(self, inner):
        self.inner = inner

    def send(self, path):
        response = self.inner.send(path)
        response.raise_for_status()
        return response


@singleton
class Payments:
    def send(self, path):
        return requests.get(f"https://api.checkout.com/payments/{path}", headers=AUTH)  # want: CKO401


@checking
class Disputes:
    def send(self, path):
        return requests.get(f"https://api.checkout.com/disputes/{path}", headers=AUTH)


@Proxied
class Customers:
    def send(self, path):
        return requests.get(f"https://api.checkout.com/customers/{path}", headers=AUTH)


@checking if os.environ.get("STRICT") else singleton
class Instruments:
    def send(self, path):
        return requests.get(f"https://api.checkout.com/instruments/{path}", headers=AUTH)  # want: CKO401


def all_of(number):
    made = [Payments(), Disputes(), Customers(), Instruments()]
    payment, dispute, customer, instrument = [client.send(number).json() for client in made]
    return payment, dispute, customer, instrument


def one_of_each(number):
    payment = Payments().send(number).json()
    dispute = Disputes().send(number).json()
    customer = Customers().send(number).json()
    return payment, dispute, customer, Instruments().send(number).json()
