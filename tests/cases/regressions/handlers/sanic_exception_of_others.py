import os

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutApiException
from sanic import Sanic, json
from sanic.exceptions import NotFound

cko = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .environment(Environment.sandbox())
    .environment_subdomain(os.environ["CKO_SUBDOMAIN"])
    .build()
)


app = Sanic("pay")


@app.exception(NotFound)
async def missing(request, error):
    return json({"error": "missing"}, status=404)


@app.get("/p/<pid>")
async def show(request, pid):
    return json({"status": cko.payments.get_payment_details(pid).status})  # want: CKO402
