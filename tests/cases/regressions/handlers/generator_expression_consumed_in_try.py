import os

from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.exception import CheckoutApiException

api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment_subdomain("abcd1234").build()

def lazy(ids):
    return (api.payments.get_payment_details(i) for i in ids)


def use(ids):
    items = lazy(ids)
    try:
        return list(items)
    except CheckoutApiException as e:
        raise RuntimeError from e


def maps(ids):
    items = map(api.payments.get_payment_details, ids)
    try:
        return list(items)
    except CheckoutApiException as e:
        raise RuntimeError from e
