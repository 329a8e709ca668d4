from typing import Annotated

from fastapi import Depends, FastAPI

from gateway import Gateway

app = FastAPI()


@app.get("/payments/{payment_id}")
async def show(payment_id: str, gateway: Annotated[Gateway, Depends()]):
    return await gateway.request("GET", f"/payments/{payment_id}")


@app.post("/payments/{payment_id}/captures")
async def capture(payment_id: str, gateway: Annotated[Gateway, Depends()]):
    return await gateway.request("POST", f"/payments/{payment_id}/captures", json={})
