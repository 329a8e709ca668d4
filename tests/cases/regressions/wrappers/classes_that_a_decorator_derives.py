"""The name of a decorated class is what its decorator returns: a class derived from it may check, or may not."""

import os

import requests

AUTH = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


def raising(cls):
    class Raising(cls):
        def send(self, path):
            response = super().send(path)
            response.raise_for_status()
            return response

    return Raising


def timed(cls):
    class Timed(cls):
        def send(self, path):
            response = super().send(path)
            print(response.elapsed)
            return response

    return Timed


@raising
class Payments:
    def send(self, path):
        return requests.get(f"https://api.checkout.com/payments/{path}", headers=AUTH)


@timed
class Disputes:
    def send(self, path):
        return requests.get(f"https://api.checkout.com/disputes/{path}", headers=AUTH)  # want: CKO401


def payment(number):
    return Payments().send(number).json()


def dispute(number):
    return Disputes().send(number).json()
