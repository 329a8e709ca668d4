import os
from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutApiException

api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment(Environment.sandbox()).build()


def actions(pid):
    try:
        items = api.payments.get_payment_actions(pid).items  # want: CKO403
    except CheckoutApiException:
        items = []
    return items


def status(pid):
    try:
        s = api.payments.get_payment_details(pid).status  # want: CKO403
    except CheckoutApiException:
        s = None
    return s
