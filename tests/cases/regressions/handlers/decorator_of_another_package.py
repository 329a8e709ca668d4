import os

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutApiException
from shopcore.errors import boundary, translate_errors
from shopcore.views import ApiView

cko = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .environment(Environment.sandbox())
    .environment_subdomain(os.environ["CKO_SUBDOMAIN"])
    .build()
)


@translate_errors(gateway="cko")
def show(pid):
    return cko.payments.get_payment_details(pid).status


def void(pid):
    with boundary("cko"):
        return cko.payments.void_payment(pid)


class Capture(ApiView):
    def post(self, request, pid):
        return cko.payments.capture_payment(pid)
