from celery import Task, shared_task
import os
from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment

api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment(Environment.sandbox()).build()


class PaymentTask(Task):
    def on_failure(self, exc, task_id, args, kwargs, einfo):
        print("failed", exc)


@shared_task(base=PaymentTask)
def capture(pid):
    return api.payments.capture_payment(pid).action_id


@shared_task
def void(pid):
    api.payments.void_payment(pid)  # want: CKO402
    return True
