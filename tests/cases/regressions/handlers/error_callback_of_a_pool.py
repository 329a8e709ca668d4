import os
from checkout_sdk.checkout_sdk import CheckoutSdk
api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).build()
from multiprocessing import Pool
def failed(error):
    print("failed", error)
def void(pid):
    return api.payments.void_payment(pid).action_id
def main(ids):
    with Pool() as pool:
        for i in ids:
            pool.apply_async(void, (i,), error_callback=failed)
        pool.close()
        pool.join()
