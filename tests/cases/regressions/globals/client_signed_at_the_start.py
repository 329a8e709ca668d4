import os
import httpx
from fastapi import FastAPI
app = FastAPI()
client = None
@app.on_event("startup")
async def start():
    global client
    client = httpx.AsyncClient(base_url="https://api.checkout.com", headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"})
@app.on_event("shutdown")
async def stop():
    await client.aclose()
@app.get("/hooks")
async def hooks():
    r = await client.get("/workflows")
    r.raise_for_status()
    return r.json()
