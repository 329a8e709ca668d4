import os
from contextlib import asynccontextmanager

import httpx
from fastapi import Depends, FastAPI, Request


@asynccontextmanager
async def lifespan(app):
    async with httpx.AsyncClient(
        base_url="https://api.sandbox.checkout.com", headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
    ) as client:
        yield {"checkout": client}


app = FastAPI(lifespan=lifespan)


def client(request: Request):
    return request.state.checkout


@app.get("/payments/{pid}")
async def show(pid: str, checkout=Depends(client)):
    r = await checkout.get(f"/payments/{pid}")  # want: CKO401
    return r.json()
