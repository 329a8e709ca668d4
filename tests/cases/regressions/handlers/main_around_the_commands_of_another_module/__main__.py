import sys

from checkout_sdk.exception import CheckoutApiException
from cli import app


def main():
    try:
        app()
    except CheckoutApiException as error:
        print(error.error_details)
        sys.exit(2)


main()
