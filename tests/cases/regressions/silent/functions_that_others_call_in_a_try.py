import functools
import logging
import os

from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutApiException
from house.jobs import guarded

log = logging.getLogger(__name__)
api = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .environment(Environment.sandbox())
    .environment_subdomain(os.environ["CKO_SUBDOMAIN"])
    .build()
)
TABLE = {}


def void(payment_id):
    return api.payments.void_payment(payment_id)


class Capture:
    def __call__(self, payment_id):
        return api.payments.capture_payment(payment_id)


class Lookup:
    def on_refund(self, payment_id):
        return api.payments.refund_payment(payment_id)

    def dispatch(self, kind, payment_id):
        return getattr(self, f"on_{kind}")(payment_id)


class Total:
    def __iter__(self):
        return iter([api.payments.get_payment_details("pay_1")])


def register(kind, function):
    TABLE[kind] = function


def approve(payment_id):
    return api.payments.get_payment_actions(payment_id)


register(Capture, approve)


def main(kind, ids):
    guarded(Capture())
    guarded(lambda: void(ids[0]))
    try:
        Lookup().dispatch(kind, ids[0])
        TABLE[kind](ids[0])
        return functools.reduce(lambda total, one: total + one, Total())
    except CheckoutApiException as error:
        log.error("refused: %s", error)


def nobody_catches(payment_id):
    return api.payments.get_payment_details(payment_id)  # want: CKO402
