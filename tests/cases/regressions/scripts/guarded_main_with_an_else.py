import os, sys
import requests
from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutException

api = CheckoutSdk.builder().secret_key(os.environ["K"]).environment(Environment.sandbox()).build()


def main():
    print(api.payments.get_payment_details("x").status)


if __name__ == "__main__":
    try:
        main()
    except CheckoutException as error:
        sys.exit(str(error))
else:
    print("imported")
