from fastapi import FastAPI, Depends
from dependency_injector.wiring import inject, Provide
from containers import Container
from services import Payments
app = FastAPI()
app.container = Container()
@app.get("/p/{pid}")
@inject
async def show(pid: str, payments: Payments = Depends(Provide[Container.payments])):
    return payments.get(pid)
@app.post("/p/{pid}")
@inject
def refund(pid: str, payments: Payments = Depends(Provide[Container.payments])):
    r = payments.refund(pid)
    r.raise_for_status()
    return r.json()
