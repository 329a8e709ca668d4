import os
from checkout_sdk.checkout_sdk import CheckoutSdk
api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).build()
from celery import shared_task
from celery.signals import task_failure
@task_failure.connect
def failed(sender=None, exception=None, **kwargs):
    print(sender, exception)
@shared_task
def void(pid):
    return api.payments.void_payment(pid).action_id
