import functools
import logging
import os

from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.exception import CheckoutApiException, CheckoutException

log = logging.getLogger(__name__)


def guarded(function):
    @functools.wraps(function)
    def call(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except CheckoutApiException as error:
            log.error("%s: HTTP %s", function.__name__, error.http_metadata.status_code)
            raise SystemExit(1) from error

    return call


def timed(function):
    @functools.wraps(function)
    def call(*args, **kwargs):
        log.info("%s", function.__name__)
        return function(*args, **kwargs)

    return call


def gateway():
    return CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).build()


@guarded
@timed
def void(payment_id):
    gateway().payments.void_payment(payment_id)


@timed
def capture(payment_id):
    gateway().payments.capture_payment(payment_id)  # want: CKO402


def details(payment_id):
    try:
        return gateway().payments.get_payment_details(payment_id)
    except CheckoutException:
        log.exception("payment %s", payment_id)
        raise
