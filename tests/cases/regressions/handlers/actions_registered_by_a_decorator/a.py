import os
from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutApiException, CheckoutException
api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment(Environment.sandbox()).build()
def fetch(i):
    return api.payments.get_payment_details(i)

ACTIONS = {}
def action(fn):
    ACTIONS[fn.__name__] = fn
    return fn
@action
def void(i):
    return api.payments.void_payment(i)
def run(name, i):
    try:
        return ACTIONS[name](i)
    except CheckoutException as e:
        raise RuntimeError from e
def g(i):
    try:
        return fetch(i)
    except CheckoutException as e:
        raise RuntimeError from e
