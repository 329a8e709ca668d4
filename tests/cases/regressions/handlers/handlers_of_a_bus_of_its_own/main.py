import bus as events
import sdk
from checkout_sdk.exception import CheckoutApiException


@events.bus.exception_handler(CheckoutApiException)
def failed(request, exc):
    return None


def show(pid: str):
    return sdk.api.payments.get_payment_details(pid).status  # want: CKO402
