import os

from gateways import by_name, by_package


def unchecked():
    return by_name()(os.environ["CKO_SECRET_KEY"]).all().json()


def with_a_public_key():
    found = by_package()(os.environ["CKO_PUBLIC_KEY"]).all()
    found.raise_for_status()
    return found.json()
