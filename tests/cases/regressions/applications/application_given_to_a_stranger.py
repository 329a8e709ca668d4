import os
import httpx
from fastapi import FastAPI, Request
from vendor_auth import instrument

app = FastAPI()
app.state.client = httpx.AsyncClient(base_url="https://api.sandbox.checkout.com")
instrument(app)


@app.get("/c/{cid}")
async def pay(cid: str, request: Request):
    r = await request.app.state.client.get(f"/payments/{cid}")
    r.raise_for_status()
    return r.json()
