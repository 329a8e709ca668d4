import os
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI, Request


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.client = httpx.AsyncClient(base_url="https://api.sandbox.checkout.com")
    app.state.client.headers["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"
    yield
    await app.state.client.aclose()
    app.state.client = None


app = FastAPI(lifespan=lifespan)


@app.get("/p/{pid}")
async def show(pid: str, request: Request):
    r = await request.app.state.client.get(f"/payments/{pid}")
    r.raise_for_status()
    return r.json()
