import contextlib
import os

import httpx
from starlette.applications import Starlette
from starlette.config import Config
from starlette.datastructures import Secret
from starlette.endpoints import HTTPEndpoint
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route

config = Config(".env")
URL = config("CKO_URL", default="https://api.sandbox.checkout.com")
KEY = config("CKO_SECRET_KEY", cast=Secret)


@contextlib.asynccontextmanager
async def lifespan(app):
    async with httpx.AsyncClient(base_url=URL) as client:
        client.headers["Authorization"] = f"Bearer {KEY}"  # signs
        yield {"client": client}


class Payment(HTTPEndpoint):
    async def get(self, request):
        response = await request.state.client.get(f"/payments/{request.path_params['id']}")
        if response.status_code == 404:
            return JSONResponse({"error": "unknown"}, status_code=404)
        response.raise_for_status()
        return JSONResponse(response.json())


async def refund(request):
    body = await request.json()
    response = await request.state.client.post(f"/payments/{request.path_params['id']}/refunds", json=body)
    response.raise_for_status()
    return JSONResponse(response.json(), status_code=202)


async def refused(request, error):
    return JSONResponse({"provider": error.response.status_code}, status_code=502)


app = Starlette(
    routes=[Mount("/payments", routes=[Route("/{id}", Payment), Route("/{id}/refunds", refund, methods=["POST"])])],
    lifespan=lifespan,
    exception_handlers={httpx.HTTPStatusError: refused},
)
