import sys

from checkout_sdk.exception import CheckoutApiException
from shop import cli


def main():
    try:
        cli(standalone_mode=False)
    except CheckoutApiException as error:
        print(error.error_details)
        sys.exit(2)


main()
