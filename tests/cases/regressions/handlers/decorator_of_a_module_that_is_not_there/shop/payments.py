import os

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment

from .generated import translated

cko = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .environment(Environment.sandbox())
    .environment_subdomain(os.environ["CKO_SUBDOMAIN"])
    .build()
)


@translated
def show(pid):
    return cko.payments.get_payment_details(pid)


@translated("void")
def void(pid):
    return cko.payments.void_payment(pid)


def capture(pid):
    return cko.payments.capture_payment(pid)  # want: CKO402
