import sys

from checkout_sdk.exception import CheckoutApiException
from jobs import other


def main():
    try:
        other()
    except CheckoutApiException as error:
        print(error.error_details)
        sys.exit(2)


main()
