import os
from checkout_sdk.checkout_sdk import CheckoutSdk
api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).build()
from celery import Celery
from celery.signals import task_failure
app = Celery("x")
def failed(sender=None, exception=None, **kwargs):
    print(sender, exception)
task_failure.connect(failed)
@app.task(bind=True)
def void(self, pid):
    return api.payments.void_payment(pid).action_id
