"""Objects of own classes in the state of an application: signed when they are made, later, or in another request."""

import os
from contextlib import asynccontextmanager
import httpx
from fastapi import FastAPI, Request
class Checkout:
    def __init__(self):
        self.http = httpx.AsyncClient(base_url="https://api.checkout.com")
        self.http.headers["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"
    async def payment(self, pid):
        r = await self.http.get(f"/payments/{pid}")
        r.raise_for_status()
        return r.json()
class Later:
    def __init__(self):
        self.http = None
    async def start(self):
        self.http = httpx.AsyncClient(base_url="https://api.checkout.com", headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"})
    async def payment(self, pid):
        r = await self.http.get(f"/payments/{pid}")
        r.raise_for_status()
        return r.json()
@asynccontextmanager
async def lifespan(app):
    app.state.checkout = Checkout()
    app.state.later = Later()
    await app.state.later.start()
    yield
app = FastAPI(lifespan=lifespan)
@app.get("/p/{pid}")
async def show(request: Request, pid: str):
    r = await request.app.state.checkout.http.get(f"/payments/{pid}")
    r.raise_for_status()
    return r.json()
@app.get("/q/{pid}")
async def show2(request: Request, pid: str):
    r = await request.app.state.later.http.get(f"/payments/{pid}")
    r.raise_for_status()
    return await request.app.state.later.payment(pid)
