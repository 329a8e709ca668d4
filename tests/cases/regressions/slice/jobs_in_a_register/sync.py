import os
from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from registry import job


@job
def sync():
    api = CheckoutSdk.builder().secret_key(os.environ['CKO_SECRET_KEY']).environment(Environment.sandbox()).build()
    return api.payments.get_payment_details('pay_1')
