import os

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutApiException

cko = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .environment(Environment.sandbox())
    .environment_subdomain(os.environ["CKO_SUBDOMAIN"])
    .build()
)


def api_errors(cls):
    for name, function in list(vars(cls).items()):
        if callable(function) and (not name.startswith("_")):
            setattr(cls, name, guarded(function))
    return cls


def make_guarded():
    def guarded(function):
        def inner(*args, **kwargs):
            try:
                return function(*args, **kwargs)
            except CheckoutApiException as error:
                raise RuntimeError(error.error_details) from error

        return inner

    return guarded


guarded = make_guarded()


@api_errors
class Payments:
    def show(self, pid):
        return cko.payments.get_payment_details(pid).status
