import os
from checkout_sdk.checkout_sdk import CheckoutSdk
api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).build()
from pyee import EventEmitter
ee = EventEmitter()
ORDER_FAILED = "order_failed"
ee.on(ORDER_FAILED, print)
def void(pid):
    return api.payments.void_payment(pid).action_id  # want: CKO402
