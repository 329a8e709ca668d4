from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI, Request


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.checkout = httpx.AsyncClient(
        base_url="https://api.sandbox.checkout.com", headers={"Accept": "application/json"}
    )
    yield
    await app.state.checkout.aclose()


app = FastAPI(lifespan=lifespan)


@app.get("/payments/{pid}")
async def show(pid: str, request: Request):
    r = await request.app.state.checkout.get(f"/payments/{pid}")  # want: CKO101
    r.raise_for_status()
    return r.json()
