from dependency_injector import containers, providers

from shop.gateway import Gateway, open_session
from shop.service import Orders


class Container(containers.DeclarativeContainer):
    wiring_config = containers.WiringConfiguration(modules=["shop.api"])
    config = providers.Configuration()
    session = providers.Resource(open_session, key=config.checkout.secret_key)
    gateway = providers.Singleton(Gateway, session=session, base="https://api.checkout.com")
    orders = providers.Factory(Orders, gateway=gateway)
