import os
from contextlib import asynccontextmanager
from typing import Annotated

import httpx
from fastapi import Depends, FastAPI, Request
from fastapi.responses import JSONResponse


async def _raise(response: httpx.Response):
    response.raise_for_status()


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with httpx.AsyncClient(
        base_url="https://api.sandbox.checkout.com",
        event_hooks={"response": [_raise]},
    ) as client:
        app.state.cko = client
        yield


app = FastAPI(lifespan=lifespan)


def get_cko(request: Request) -> httpx.AsyncClient:
    return request.app.state.cko


Cko = Annotated[httpx.AsyncClient, Depends(get_cko)]


@app.exception_handler(httpx.HTTPStatusError)
async def upstream(request: Request, exc: httpx.HTTPStatusError):
    return JSONResponse({"error": "upstream", "status": exc.response.status_code}, status_code=502)


@app.get("/payments/{pid}")
async def payment(pid: str, cko: Cko):
    return (await cko.get(f"/payments/{pid}")).json()  # want: CKO101
