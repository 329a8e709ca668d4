"""A container whose providers another one overrides."""

import os

import requests
from dependency_injector import containers, providers
from dependency_injector.wiring import Provide, inject

URL = "https://api.checkout.com/payments"


def signed():
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"
    return session


class Container(containers.DeclarativeContainer):
    session = providers.Singleton(requests.Session)


@containers.override(Container)
class Production(containers.DeclarativeContainer):
    session = providers.Singleton(signed)


@inject
def payments(session: requests.Session = Provide[Container.session]):
    session.get(URL).raise_for_status()


class Other(containers.DeclarativeContainer):
    session = providers.Singleton(requests.Session)


@inject
def disputes(session: requests.Session = Provide[Other.session]):
    session.get("https://api.checkout.com/disputes").raise_for_status()  # want: CKO101
