import os, requests
from dependency_injector import containers, providers
from dependency_injector.wiring import Provide, inject


class Container(containers.DeclarativeContainer):
    session = providers.Singleton(requests.Session)
    plain = providers.Singleton(requests.Session)


@inject
def call(session: requests.Session = Provide[Container.session]):
    r = session.get("https://api.checkout.com/payments/x")
    r.raise_for_status()
    return r.json()


@inject
def plain(session: requests.Session = Provide[Container.plain]):
    r = session.get("https://api.checkout.com/payments/x")  # want: CKO101
    r.raise_for_status()
    return r.json()


def main():
    held = Container()
    one = held.session
    one().headers["Authorization"] = "Bearer " + os.environ["CKO_SECRET_KEY"]
    held.wire(modules=[__name__])
    call()
    plain()
