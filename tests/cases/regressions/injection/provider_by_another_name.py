import os, requests
from dependency_injector import containers, providers
from dependency_injector.wiring import Provide, inject
class Container(containers.DeclarativeContainer):
    session = providers.Singleton(requests.Session)
@inject
def call(session: requests.Session = Provide[Container.session]):
    r = session.get("https://api.checkout.com/payments/x")
    r.raise_for_status()
    return r.json()
def main():
    container = Container()
    make = container.session
    make().headers["Authorization"] = "Bearer " + os.environ["CKO_SECRET_KEY"]
    container.wire(modules=[__name__])
    call()
