import os

import requests
from dependency_injector import containers, providers
from dependency_injector.wiring import Provide, inject

API = "https://api.sandbox.checkout.com"


class Signed:
    def __init__(self, key, unsigned):
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {key}"
        self.make_unsigned = unsigned

    def key(self):
        return self.session.headers["Authorization"]


class Container(containers.DeclarativeContainer):
    config = providers.Configuration()
    key = providers.Object(os.environ["CKO_SECRET_KEY"])
    unsigned = providers.Factory(requests.Session)
    signed = providers.Singleton(Signed, key, unsigned.provider)
    headers = providers.Dict(Accept="application/json", Authorization=key)
    bare = providers.Dict(Accept="application/json")
    other = providers.Dependency()
    several = providers.List(unsigned, signed)


Container.config.api.from_value(API)


@inject
def by_a_part(session=Provide[Container.signed.provided.session]):
    session.get(f"{API}/workflows").raise_for_status()
    session.post(f"{API}/tokens", json={}).raise_for_status()  # want: CKO502


@inject
def by_a_provider(client=Provide[Container.signed]):
    client.session.post(f"{API}/payments", json={}).raise_for_status()
    client.make_unsigned().post(f"{API}/payments", json={}).raise_for_status()  # want: CKO101


@inject
def by_a_dictionary(headers=Provide[Container.headers], bare=Provide[Container.bare]):
    requests.post(f"{API}/tokens", json={}, headers=headers).raise_for_status()  # want: CKO502
    requests.post(f"{API}/payments", json={}, headers=bare).raise_for_status()  # want: CKO101


@inject
def by_a_constant(key=Provide[Container.key]):
    requests.post(f"{API}/payments", json={}, headers={"Authorization": f"Bearer {key}"}).raise_for_status()
    requests.post(f"{API}/tokens", json={}, headers={"Authorization": f"Bearer {key}"}).raise_for_status()  # want: CKO502


@inject
def by_an_option(api=Provide[Container.config.api.required()], same=Provide[Container.config["api"]]):
    requests.post(f"{api}/payments", json={}).raise_for_status()  # want: CKO101
    requests.post(f"{same}/payments", json={}).raise_for_status()  # want: CKO101


@inject
def by_what_is_not_known(session=Provide[Container.other], sessions=Provide[Container.several], name=Provide["name"]):
    session.post(f"{API}/payments", json={}).raise_for_status()
    sessions[0].post(f"{API}/payments", json={}).raise_for_status()
    name.post(f"{API}/payments", json={}).raise_for_status()


def called(container: Container):
    Container.key()
    Container.unsigned().post(f"{API}/payments", json={}).raise_for_status()  # want: CKO101
    Container.other().post(f"{API}/payments", json={}).raise_for_status()
