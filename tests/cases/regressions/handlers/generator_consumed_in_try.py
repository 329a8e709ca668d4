import os

from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.exception import CheckoutApiException

api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment_subdomain("abcd1234").build()

def steps(pid):
    yield api.payments.get_payment_details(pid)
    yield api.payments.void_payment(pid)


def drive(pid):
    try:
        return list(steps(pid))
    except CheckoutApiException as e:
        raise RuntimeError(pid) from e


def more(pid):
    it = steps(pid)
    try:
        return sorted(it)
    except CheckoutApiException as e:
        raise RuntimeError(pid) from e
