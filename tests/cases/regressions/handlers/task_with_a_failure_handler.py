import os

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutApiException
from celery import Task, shared_task

cko = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .environment(Environment.sandbox())
    .environment_subdomain(os.environ["CKO_SUBDOMAIN"])
    .build()
)


class CheckoutTask(Task):
    def on_failure(self, exc, task_id, args, kwargs, einfo):
        print(task_id, type(exc).__name__)


@shared_task(base=CheckoutTask)
def capture(pid):
    cko.payments.capture_payment(pid)
