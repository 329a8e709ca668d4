"""Options that a file may set again after an empty default, by hand or where the program starts."""

import os

import requests
from dependency_injector import containers, providers
from dependency_injector.wiring import Provide, inject

URL = "https://api.checkout.com/payments"


class Client:
    def __init__(self, key):
        self.key = key

    def payments(self):
        response = requests.get(URL, headers={"Authorization": f"Bearer {self.key}"})
        response.raise_for_status()
        return response.json()


class Container(containers.DeclarativeContainer):
    config = providers.Configuration()
    config.from_dict({"key": ""})
    client = providers.Singleton(Client, key=config.key)


@inject
def payments(client: Client = Provide[Container.client]):
    return client.payments()


def start():
    container = Container()
    container.config.from_yaml("/etc/shop/config.yml")
    container.wire(modules=[__name__])


def by_hand():
    container = Container()
    container.config.set("key", os.environ["CKO_SECRET_KEY"])
    return container.client().payments()
