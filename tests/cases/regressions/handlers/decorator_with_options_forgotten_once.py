import os

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutApiException
from functools import wraps

cko = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .environment(Environment.sandbox())
    .environment_subdomain(os.environ["CKO_SUBDOMAIN"])
    .build()
)


def api_errors(default=None):
    def decorate(function):
        @wraps(function)
        def inner(*args, **kwargs):
            try:
                return function(*args, **kwargs)
            except CheckoutApiException as error:
                print(error.error_details)
                return default

        return inner

    return decorate


@api_errors(default="unknown")
def show(pid):
    return cko.payments.get_payment_details(pid).status


def void(pid):
    return cko.payments.void_payment(pid).action_id  # want: CKO402
