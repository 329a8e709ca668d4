"""An object of an own class in the state of an application, which another handler signs."""

import os
from contextlib import asynccontextmanager
import httpx
from fastapi import FastAPI, Request
class Checkout:
    def __init__(self):
        self.http = httpx.AsyncClient(base_url="https://api.checkout.com")
        self.key = None
    def login(self, key):
        self.http.headers["Authorization"] = f"Bearer {key}"
@asynccontextmanager
async def lifespan(app):
    app.state.checkout = Checkout()
    yield
app = FastAPI(lifespan=lifespan)
@app.post("/login")
async def login(request: Request):
    request.app.state.checkout.login(os.environ["CKO_SECRET_KEY"])
@app.get("/p/{pid}")
async def show(request: Request, pid: str):
    r = await request.app.state.checkout.http.get(f"/payments/{pid}")
    r.raise_for_status()
    return r.json()
