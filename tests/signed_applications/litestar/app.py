import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import httpx
from litestar import Litestar, Response, get, post
from litestar.datastructures import State
from litestar.di import Provide


@asynccontextmanager
async def checkout(app: Litestar) -> AsyncGenerator[None, None]:
    headers = {
        "Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}",  # signs
        "Accept": "application/json",
    }
    async with httpx.AsyncClient(base_url="https://api.sandbox.checkout.com", headers=headers) as client:
        app.state.checkout = client
        yield


def provide_client(state: State) -> httpx.AsyncClient:
    return state.checkout


@get("/payments/{payment_id:str}")
async def show(payment_id: str, client: httpx.AsyncClient) -> dict:
    response = await client.get(f"https://api.sandbox.checkout.com/payments/{payment_id}")
    response.raise_for_status()
    return response.json()


@post("/payments/{payment_id:str}/void")
async def void(payment_id: str, state: State) -> dict:
    response = await state.checkout.post(f"/payments/{payment_id}/voids")
    response.raise_for_status()
    return {"action": response.json()["action_id"]}


def upstream(request, error: httpx.HTTPStatusError) -> Response:
    return Response({"provider": error.response.status_code}, status_code=502)


app = Litestar(
    [show, void],
    lifespan=[checkout],
    dependencies={"client": Provide(provide_client, sync_to_thread=False)},
    exception_handlers={httpx.HTTPStatusError: upstream},
)
