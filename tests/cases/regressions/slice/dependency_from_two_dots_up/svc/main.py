from fastapi import FastAPI
from .routers import payments, health
app = FastAPI()
app.include_router(payments.router)
app.include_router(health.router)
