import os
from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutApiException

api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment(Environment.sandbox()).build()
from celery import shared_task


@shared_task(bind=True, max_retries=5)
def capture(self, pid):
    try:
        api.payments.capture_payment(pid)
    except CheckoutApiException as exc:
        raise self.retry(exc=exc, countdown=60)  # want: CKO404
