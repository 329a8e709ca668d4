import os, sys
from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutApiException, CheckoutException

api = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment(Environment.sandbox()).build()


def main():
    print(api.payments.get_payment_details("x").status)


if __name__ == "__main__":
    try:
        main()
    except CheckoutException as e:
        sys.exit(f"failed: {e}")
