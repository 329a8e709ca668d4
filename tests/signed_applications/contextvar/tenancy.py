from contextlib import asynccontextmanager
from contextvars import ContextVar

import httpx

_client: ContextVar[httpx.AsyncClient] = ContextVar("client")


@asynccontextmanager
async def acting_for(tenant):
    headers = {"Authorization": f"Bearer {tenant.secret_key}"}  # signs, or else: headers = {"Accept": "application/json"}
    async with httpx.AsyncClient(base_url="https://api.checkout.com", headers=headers) as client:
        token = _client.set(client)
        try:
            yield
        finally:
            _client.reset(token)


def client():
    return _client.get()
