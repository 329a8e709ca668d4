"""Providers that are overridden, told more, or whose object is signed where the program starts, and one that is left as it is."""

import os

import requests
from dependency_injector import containers, providers
from dependency_injector.wiring import Provide, inject

URL = "https://api.checkout.com/payments"


def signed():
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"
    return session


class Signing(requests.auth.AuthBase):
    def __call__(self, request):
        request.headers["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"
        return request


class Container(containers.DeclarativeContainer):
    bare = providers.Singleton(requests.Session)
    overridden = providers.Singleton(requests.Session)
    attributed = providers.Factory(requests.Session)
    attributed.add_attributes(auth=providers.Singleton(Signing))
    signed_by_hand = providers.Singleton(requests.Session)
    signed_by_injection = providers.Singleton(requests.Session)


def start():
    container = Container()
    container.overridden.override(providers.Singleton(signed))
    container.signed_by_hand().headers.update({"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"})
    container.wire(modules=[__name__])


@inject
def sign(session: requests.Session = Provide[Container.signed_by_injection]):
    session.headers["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"


@inject
def first(session: requests.Session = Provide[Container.overridden]):
    session.get(URL).raise_for_status()


@inject
def second(session: requests.Session = Provide[Container.attributed]):
    session.get(URL).raise_for_status()


@inject
def third(session: requests.Session = Provide[Container.signed_by_hand]):
    session.get(URL).raise_for_status()


@inject
def fourth(session: requests.Session = Provide[Container.signed_by_injection]):
    session.get(URL).raise_for_status()


@inject
def fifth(session: requests.Session = Provide[Container.bare]):
    session.get(URL).raise_for_status()  # want: CKO101
