import os
from checkout_sdk.checkout_sdk import CheckoutSdk
api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).build()
from multiprocessing import Pool
def void(pid, amount):
    return api.payments.void_payment(pid).action_id  # want: CKO402
def main(rows):
    with Pool() as pool:
        return pool.starmap(void, rows)
