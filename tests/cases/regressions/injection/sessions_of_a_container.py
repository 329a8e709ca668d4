"""Sessions that a container signs, and sessions that it does not."""

import os
from dependency_injector import containers, providers
from dependency_injector.wiring import Provide, inject
from flask import Flask
import requests
def signed(session, key):
    session.headers["Authorization"] = f"Bearer {key}"
    return session
class Container(containers.DeclarativeContainer):
    config = providers.Configuration()
    config.key.from_env("CKO_SECRET_KEY")
    config.base.from_value("https://api.checkout.com")
    raw = providers.Factory(requests.Session)
    session = providers.Singleton(signed, raw, key=config.key)
    url = providers.Callable("{}/payments/".format, config.base)
@inject
def payment(pid, session=Provide[Container.session], url=Provide[Container.url]):
    r = session.get(url + pid)
    r.raise_for_status()
    return r.json()
@inject
def bare(pid, session=Provide[Container.raw], url=Provide[Container.url]):
    r = session.get(url + pid)  # want: CKO101
    r.raise_for_status()
    return r.json()
def by_hand(pid):
    container = Container()
    r = container.session().get(container.url() + pid)
    r.raise_for_status()
    r = container.raw().get(container.config.base() + "/disputes/" + pid)  # want: CKO101
    r.raise_for_status()
    return r.json()
