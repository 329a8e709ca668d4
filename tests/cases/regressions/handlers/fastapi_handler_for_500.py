import os
from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from fastapi import FastAPI
from fastapi.responses import JSONResponse

api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment(Environment.sandbox()).build()
app = FastAPI()


@app.exception_handler(500)
async def failed(request, exc):
    return JSONResponse({"error": type(exc).__name__}, status_code=502)


@app.get("/payments/{pid}")
def show(pid: str):
    return api.payments.get_payment_details(pid).status
