import os
import httpx
from fastapi import FastAPI
app = FastAPI()
client = None
@app.on_event("startup")
async def start():
    global client
    client = httpx.AsyncClient(base_url="https://api.checkout.com")
@app.on_event("shutdown")
async def stop():
    await client.aclose()
@app.get("/hooks")
async def hooks():
    r = await client.get("/workflows")  # want: CKO101
    r.raise_for_status()
    return r.json()
