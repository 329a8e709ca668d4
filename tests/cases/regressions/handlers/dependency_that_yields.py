import os

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutApiException
from fastapi import Depends, FastAPI, HTTPException

cko = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .environment(Environment.sandbox())
    .environment_subdomain(os.environ["CKO_SUBDOMAIN"])
    .build()
)


def mapped():
    try:
        yield
    except CheckoutApiException as error:
        raise HTTPException(502, "gateway") from error


app = FastAPI(dependencies=[Depends(mapped)])


@app.get("/p/{pid}")
def show(pid: str):
    return {"status": cko.payments.get_payment_details(pid).status}
