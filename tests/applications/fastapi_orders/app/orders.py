import asyncio

from fastapi import APIRouter
from pydantic import BaseModel

from app.dependencies import Checkout

router = APIRouter(prefix="/orders")


class Order(BaseModel):
    reference: str
    amount: int
    currency: str


@router.post("/", status_code=201)
async def create(order: Order, checkout: Checkout):
    session = await checkout.create_session(order.amount, order.currency, order.reference)
    return {"session": session["id"]}


@router.get("/payments")
async def payments(ids: str, checkout: Checkout):
    found = await asyncio.gather(*(checkout.payment(one) for one in ids.split(",")))
    return [{"id": payment["id"], "status": payment["status"]} for payment in found]
