import os

import attrs
import requests

API = "https://api.sandbox.checkout.com"
HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


def accepted(instance, attribute, response):
    response.raise_for_status()


@attrs.define
class Checked:
    raw: requests.Response = attrs.field(validator=[attrs.validators.instance_of(requests.Response), accepted])


@attrs.define
class CheckedByMethod:
    raw: requests.Response = attrs.field()

    @raw.validator
    def check(self, attribute, response):
        response.raise_for_status()


@attrs.define
class Unchecked:
    raw: requests.Response = attrs.field(validator=attrs.validators.instance_of(requests.Response))


def main():
    one = Checked(requests.get(API + "/workflows", headers=HEADERS))
    two = CheckedByMethod(requests.get(API + "/reports", headers=HEADERS))
    three = Unchecked(requests.get(API + "/disputes", headers=HEADERS))  # want: CKO401
    print(one.raw.json(), two.raw.json(), three.raw.json())
