"""A decorator sets the key of a class, or makes another class of it in a way that is not followed."""

import os

import requests


def configured(prefix):
    def configure(cls):
        cls.key = os.environ[f"{prefix}_SECRET_KEY"]
        return cls

    return configure


def with_values(**values):
    def configure(cls):
        for name, value in values.items():
            setattr(cls, name, value)
        return cls

    return configure


class Raising:
    def send(self, path):
        response = super().send(path)
        response.raise_for_status()
        return response


def mixed(cls):
    return type(cls.__name__, (Raising, cls), {})


def singleton(cls):
    made = {}

    def get(*arguments):
        if cls not in made:
            made[cls] = cls(*arguments)
        return made[cls]

    return get


@configured("CKO")
class Payments:
    key = ""

    def get(self, number):
        url = f"https://api.checkout.com/payments/{number}"
        response = requests.get(url, headers={"Authorization": f"Bearer {self.key}"})
        response.raise_for_status()
        return response.json()


@with_values(key=os.environ["CKO_SECRET_KEY"])
class Disputes:
    key = ""

    def get(self, number):
        url = f"https://api.checkout.com/disputes/{number}"
        response = requests.get(url, headers={"Authorization": f"Bearer {self.key}"})
        response.raise_for_status()
        return response.json()


@singleton
class Instruments:
    def __init__(self, key):
        self.headers = {"Authorization": f"Bearer {key}"}

    def get(self, number):
        return requests.get(f"https://api.checkout.com/instruments/{number}", headers=self.headers)


@mixed
class Customers:
    def send(self, path):
        headers = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
        return requests.get(f"https://api.checkout.com/customers/{path}", headers=headers)


def instrument(number):
    response = Instruments(os.environ["CKO_SECRET_KEY"]).get(number)
    if not response.ok:
        raise RuntimeError(response.text)
    return response.json()


def customer(number):
    return Customers().send(number).json()
