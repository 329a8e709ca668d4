import os
from checkout_sdk.checkout_sdk import CheckoutSdk
api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).build()
from rq import Queue
from redis import Redis
q = Queue(connection=Redis())
def report(job, connection, type, value, traceback):
    print(value)
def void(pid):
    return api.payments.void_payment(pid).action_id
def other(pid):
    return api.payments.get_payment_details(pid).status  # want: CKO402
def view(pid):
    q.enqueue(void, pid, on_failure=report)
