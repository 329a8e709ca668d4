"""What a container gives instead of a client is what counts."""

import os

import requests
from dependency_injector import containers, providers


def signed():
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"
    return session


class Container(containers.DeclarativeContainer):
    session = providers.Factory(requests.Session)


def payment(payment_id):
    container = Container()
    container.session.override(providers.Factory(signed))
    response = container.session().get(f"https://api.checkout.com/payments/{payment_id}")
    response.raise_for_status()
    return response.json()
