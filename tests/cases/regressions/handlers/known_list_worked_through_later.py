import os
from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.exception import CheckoutApiException
api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment_subdomain("abcd1234").build()
def f():
    items = map(api.payments.get_payment_details, ["pay_1", "pay_2"])
    try:
        return list(items)
    except CheckoutApiException as e:
        raise RuntimeError from e
def g():
    items = (api.payments.get_payment_details(i) for i in ("pay_1", "pay_2"))
    try:
        for item in items:
            print(item)
    except CheckoutApiException as e:
        raise RuntimeError from e
def h():
    items = filter(None, (api.payments.get_payment_details(i) for i in ("pay_1", "pay_2")))
    try:
        return list(items)
    except CheckoutApiException as e:
        raise RuntimeError from e
def k(flag):
    items = (api.payments.get_payment_details(i) for i in ("pay_1", "pay_2") if i != flag)
    try:
        return list(items)
    except CheckoutApiException as e:
        raise RuntimeError from e
