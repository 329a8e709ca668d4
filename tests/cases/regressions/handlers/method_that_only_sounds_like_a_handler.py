import os

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutApiException

cko = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .environment(Environment.sandbox())
    .environment_subdomain(os.environ["CKO_SUBDOMAIN"])
    .build()
)


class Gateway:
    def handle_error(self, answer):
        return answer.get("error_type")


class Checkout(Gateway):
    def handle_error(self, answer):
        return answer.get("error_codes")

    def show(self, pid):
        return cko.payments.get_payment_details(pid).status  # want: CKO402
