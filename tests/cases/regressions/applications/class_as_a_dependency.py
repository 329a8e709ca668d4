"""A class that is a dependency itself, and gets its client from another one."""

from typing import Annotated
import httpx
from fastapi import Depends, FastAPI
app = FastAPI()
async def get_client():
    async with httpx.AsyncClient(base_url="https://api.checkout.com") as client:
        yield client
class Gateway:
    def __init__(self, client: Annotated[httpx.AsyncClient, Depends(get_client)]):
        self.client = client
    async def request(self, method: str, path: str, **kwargs):
        response = await self.client.request(method, path, **kwargs)  # want: CKO101
        response.raise_for_status()
        return response.json()
@app.get("/payments/{payment_id}")
async def show(payment_id: str, gateway: Annotated[Gateway, Depends()]):
    return await gateway.request("GET", f"/payments/{payment_id}")
@app.get("/payments2/{payment_id}")
async def show2(payment_id: str, gateway: Gateway = Depends()):
    return await gateway.request("GET", f"/payments/{payment_id}")
