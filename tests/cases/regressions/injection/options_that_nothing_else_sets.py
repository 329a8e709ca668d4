"""An empty option that nothing in the project sets again."""

import os

import requests
from dependency_injector import containers, providers
from dependency_injector.wiring import Provide, inject

URL = "https://api.checkout.com/payments"


class Client:
    def __init__(self, key):
        self.key = key

    def payments(self):
        response = requests.get(URL, headers={"Authorization": f"Bearer {self.key}"})  # want: CKO103
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
    Container().wire(modules=[__name__])
