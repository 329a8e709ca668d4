import os
from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from celery.signals import worker_process_init
api = None
@worker_process_init.connect
def start(**kwargs):
    global api
    api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment(Environment.sandbox()).build()
def void(pid):
    return api.payments.void_payment(pid)  # want: CKO402
