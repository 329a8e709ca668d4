import requests
from dependency_injector import containers, providers
from services import Payments, Settings
class Container(containers.DeclarativeContainer):
    wiring_config = containers.WiringConfiguration(modules=["api"])
    settings = providers.Singleton(Settings)
    session = providers.Singleton(requests.Session)
    payments = providers.Factory(Payments, session=session, settings=settings)
