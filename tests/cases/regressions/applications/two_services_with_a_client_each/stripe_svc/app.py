import os

import httpx
from fastapi import FastAPI, Request

app = FastAPI()


@app.on_event("startup")
async def start():
    app.state.client = httpx.AsyncClient(
        base_url="https://api.stripe.com", headers={"Authorization": "Bearer " + os.environ["STRIPE"]}
    )


@app.get("/c/{cid}")
async def charge(cid: str, request: Request):
    r = await request.app.state.client.get(f"/v1/charges/{cid}")
    return r.json()
