import logging
import os

from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.exception import CheckoutApiException, CheckoutAuthorizationException, CheckoutException

log = logging.getLogger(__name__)


def client():
    try:
        return (
            CheckoutSdk.builder()
            .oauth()
            .client_credentials(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"])
            .scopes(["gateway"])
            .build()
        )
    except CheckoutException:
        log.exception("no token")
        raise


api = client()
static = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).build()


def one_of_two(payment_id):
    try:
        return api.payments.get_payment_details(payment_id)  # want: CKO402
    except CheckoutApiException as error:
        raise RuntimeError(payment_id) from error


def both(payment_id):
    try:
        return api.payments.get_payment_details(payment_id)
    except (CheckoutApiException, CheckoutAuthorizationException) as error:
        raise RuntimeError(payment_id) from error


def base(payment_id):
    try:
        return api.payments.get_payment_details(payment_id)
    except CheckoutException as error:
        raise RuntimeError(payment_id) from error


def static_keys(payment_id):
    try:
        return static.payments.get_payment_details(payment_id)
    except CheckoutApiException as error:
        raise RuntimeError(payment_id) from error


def dropped(payment_id):
    try:
        return api.payments.get_payment_details(payment_id)  # want: CKO403
    except CheckoutAuthorizationException:
        return None
    except CheckoutApiException as error:
        raise RuntimeError(payment_id) from error


def not_dropped(payment_id):
    try:
        return static.payments.get_payment_details(payment_id)
    except CheckoutAuthorizationException:
        return None
    except CheckoutApiException as error:
        raise RuntimeError(payment_id) from error


def everything(payment_id):
    try:
        return api.payments.get_payment_details(payment_id)
    except Exception:
        log.exception("details")
        return None


def by_its_caller(payment_id):
    try:
        return inner(payment_id)
    except CheckoutException:
        log.exception("x")
        raise


def inner(payment_id):
    return api.payments.get_payment_details(payment_id)


def half_by_its_caller(payment_id):
    try:
        return half(payment_id)
    except CheckoutAuthorizationException:
        log.exception("x")
        raise


def half(payment_id):
    try:
        return api.payments.get_payment_details(payment_id)
    except CheckoutApiException:
        log.exception("x")
        raise
