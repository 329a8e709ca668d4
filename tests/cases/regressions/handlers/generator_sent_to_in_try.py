import os
from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.exception import CheckoutApiException, CheckoutException

api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment_subdomain("abcd1234").build()


class Refused(Exception):
    pass


def step():
    pid = yield
    yield api.payments.get_payment_details(pid)
def main():
    g = step()
    next(g)
    try:
        print(g.send("pay_1"))
    except CheckoutException as e:
        raise Refused from e
