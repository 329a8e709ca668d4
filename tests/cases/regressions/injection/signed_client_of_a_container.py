"""A client of a container that is signed by what another provider gives."""

import os
from typing import Annotated
from dependency_injector import containers, providers
from dependency_injector.wiring import Provide, inject
import httpx
class Auth(httpx.Auth):
    def __init__(self, key): self.key = key
    def auth_flow(self, request):
        request.headers["Authorization"] = f"Bearer {self.key}"
        yield request
class Gateway:
    def __init__(self, client): self.client = client
    async def get(self, pid):
        r = await self.client.get(f"/payments/{pid}")
        r.raise_for_status()
        return r.json()
async def client(base_url, auth):
    async with httpx.AsyncClient(base_url=base_url, auth=auth) as made:
        yield made
class Gateways(containers.DeclarativeContainer):
    config = providers.Configuration()
    auth = providers.Singleton(Auth, key=config.checkout.secret_key)
    http = providers.Resource(client, base_url=config.checkout.base_url, auth=auth)
    gateway = providers.Factory(Gateway, client=http)
class Container(containers.DeclarativeContainer):
    config = providers.Configuration(yaml_files=["config.yml"])
    gateways = providers.Container(Gateways, config=config)
@inject
async def main(pid, gateway: Annotated[Gateway, Provide["gateways.gateway"]]):
    print(await gateway.get(pid))
@inject
async def direct(pid, gateway: Annotated[Gateway, Provide[Gateways.gateway]]):
    print(await gateway.get(pid))
    r = await gateway.client.get(f"https://api.checkout.com/payments/{pid}")
    r.raise_for_status()
container = Container()
container.config.from_dict({"checkout": {"base_url": "https://api.checkout.com", "secret_key": os.environ["CKO_SECRET_KEY"]}})
container.wire(modules=[__name__])
