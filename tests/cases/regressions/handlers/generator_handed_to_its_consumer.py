import os
from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.exception import CheckoutApiException, CheckoutException

api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment_subdomain("abcd1234").build()


class Refused(Exception):
    pass


def fetch(ids):
    for i in ids:
        yield api.payments.get_payment_details(i)
def consume(it):
    try:
        for x in it:
            print(x)
    except CheckoutException as e:
        raise Refused from e
consume(fetch(["pay_1"]))
