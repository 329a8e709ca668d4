import os
from checkout_sdk.checkout_sdk import CheckoutSdk
api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).build()
from multiprocessing.pool import ThreadPool
def void(pid):
    return api.payments.void_payment(pid).action_id
def main(ids):
    with ThreadPool(4) as pool:
        try:
            return pool.map(void, ids)
        except Exception as e:
            print("failed", e)
            raise SystemExit(1)
