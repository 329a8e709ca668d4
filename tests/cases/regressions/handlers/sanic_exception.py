import os

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutApiException
from sanic import Sanic, json

cko = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .environment(Environment.sandbox())
    .environment_subdomain(os.environ["CKO_SUBDOMAIN"])
    .build()
)


app = Sanic("pay")


@app.exception(CheckoutApiException)
async def refused(request, error):
    return json({"error": "gateway"}, status=502)


@app.get("/p/<pid>")
async def show(request, pid):
    return json({"status": cko.payments.get_payment_details(pid).status})
