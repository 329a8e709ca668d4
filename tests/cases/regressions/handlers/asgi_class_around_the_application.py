import os

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutApiException
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

cko = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .environment(Environment.sandbox())
    .environment_subdomain(os.environ["CKO_SUBDOMAIN"])
    .build()
)


class Errors:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        try:
            await self.app(scope, receive, send)
        except CheckoutApiException:
            await JSONResponse({"error": "gateway"}, 502)(scope, receive, send)


async def show(request):
    return JSONResponse({"status": cko.payments.get_payment_details(request.path_params["pid"]).status})


app = Errors(Starlette(routes=[Route("/p/{pid}", show)]))
