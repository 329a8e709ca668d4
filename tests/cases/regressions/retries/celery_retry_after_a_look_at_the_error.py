import os
from celery import shared_task
from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.exception import CheckoutApiException
api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment_subdomain("abcd1234").build()
@shared_task(bind=True)
def capture(self, pid):
    try:
        api.payments.capture_payment(pid)
    except CheckoutApiException as exc:
        if exc.http_metadata.status_code == 401:
            raise
        raise self.retry(exc=exc)
@shared_task(bind=True)
def refund(self, pid):
    try:
        api.payments.refund_payment(pid)
    except CheckoutApiException as exc:
        check(exc)
        raise self.retry(exc=exc)
def check(exc):
    if exc.http_metadata.status_code in (401, 403):
        raise exc
