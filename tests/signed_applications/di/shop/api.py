import os

from dependency_injector.wiring import Provide, inject
from fastapi import Depends, FastAPI

from shop.containers import Container
from shop.service import Orders

app = FastAPI()


@app.post("/orders")
@inject
def place(order: dict, orders: Orders = Depends(Provide[Container.orders])):
    return orders.place(order)


@app.on_event("startup")
def startup():
    container = Container()
    container.config.checkout.secret_key.from_env("CKO_SECRET_KEY", required=True)
    app.container = container
