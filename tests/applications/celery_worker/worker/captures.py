from celery.utils.log import get_task_logger
from checkout_sdk.exception import CheckoutApiException

from worker.app import app
from worker.clients import get_checkout

log = get_task_logger(__name__)


class CaptureFailed(Exception):
    pass


@app.task(bind=True, max_retries=5)
def capture(self, payment_id, amount):
    api = get_checkout()
    try:
        action = api.payments.capture_payment(payment_id, {"amount": amount})
    except CheckoutApiException as error:
        status = error.http_metadata.status_code
        log.error("capture of %s: HTTP %s", payment_id, status)
        if status >= 500:
            raise self.retry(exc=error, countdown=60) from error
        raise CaptureFailed(payment_id) from error
    return action.action_id


@app.task
def void(payment_id):
    try:
        get_checkout().payments.void_payment(payment_id)
    except CheckoutApiException as error:
        log.error("void of %s: HTTP %s", payment_id, error.http_metadata.status_code)
        raise
