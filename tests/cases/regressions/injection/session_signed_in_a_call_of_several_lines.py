import os, requests
from dependency_injector import containers, providers
from dependency_injector.wiring import Provide, inject
class Container(containers.DeclarativeContainer):
    session = providers.Singleton(requests.Session)
def sign(session, key):
    session.headers["Authorization"] = "Bearer " + key
@inject
def call(session: requests.Session = Provide[Container.session]):
    r = session.get("https://api.checkout.com/payments/x")
    r.raise_for_status()
    return r.json()
def main():
    container = Container()
    sign(
        container.session(),
        os.environ["CKO_SECRET_KEY"],
    )
    container.wire(modules=[__name__])
    call()
