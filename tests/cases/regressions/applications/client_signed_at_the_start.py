import os

import httpx
from fastapi import FastAPI, Request

app = FastAPI()
app.state.client = httpx.AsyncClient(base_url="https://api.sandbox.checkout.com")


async def sign(request: Request):
    request.app.state.client.headers["Authorization"] = "Bearer " + os.environ["CKO_SECRET_KEY"]


@app.on_event("startup")
async def auth():
    client = app.state.client
    client.headers["Authorization"] = "Bearer " + os.environ["CKO_SECRET_KEY"]


@app.get("/c/{cid}")
async def pay(cid: str, request: Request):
    r = await request.app.state.client.get(f"/payments/{cid}")
    r.raise_for_status()
    return r.json()
