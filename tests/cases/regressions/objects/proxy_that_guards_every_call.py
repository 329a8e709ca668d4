import functools, os, logging
from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutApiException

log = logging.getLogger(__name__)


class Guarded:
    def __init__(self, target):
        self._target = target

    def __getattr__(self, name):
        attribute = getattr(self._target, name)
        if not callable(attribute):
            return Guarded(attribute)

        @functools.wraps(attribute)
        def call(*args, **kwargs):
            try:
                return attribute(*args, **kwargs)
            except CheckoutApiException as error:
                log.error("checkout: %s", error.http_metadata.status_code)
                raise RuntimeError("payment provider") from error

        return call


api = Guarded(CheckoutSdk.builder().secret_key(os.environ["K"]).environment(Environment.sandbox()).build())
payments = Guarded(
    CheckoutSdk.builder().secret_key(os.environ["K"]).environment(Environment.sandbox()).build().payments
)


def show(pid):
    return payments.get_payment_details(pid)


def show2(pid):
    return api.payments.get_payment_details(pid)
