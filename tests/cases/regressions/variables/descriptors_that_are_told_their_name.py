"""`__set_name__` tells a descriptor under which name it stands; it reads the variable of that name."""

import os

import requests


class Variable:
    def __set_name__(self, owner, name):
        self.name = f"{owner.prefix}_{name.upper()}"

    def __get__(self, instance, owner=None):
        return os.environ[self.name]


class Client:
    prefix = "CKO"
    secret_key = Variable()
    public_key = Variable()

    def post(self, path, key):
        response = requests.post(f"https://api.checkout.com{path}", headers={"Authorization": f"Bearer {key}"})  # want: CKO502
        response.raise_for_status()
        return response.json()

    def token_of_secret(self):
        return self.post("/tokens", self.secret_key)

    def token(self):
        return self.post("/tokens", self.public_key)


class Kept:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner=None):
        return getattr(instance, self.name)

    def __set__(self, instance, value):
        setattr(instance, self.name, value.strip())


class Other:
    key = Kept()

    def __init__(self, key):
        self.key = key

    def payment(self, number):
        url = f"https://api.checkout.com/payments/{number}"
        response = requests.get(url, headers={"Authorization": f"Bearer {self.key}"})
        response.raise_for_status()
        return response.json()


def payment(number):
    return Other(os.environ["CKO_SECRET_KEY"]).payment(number)
