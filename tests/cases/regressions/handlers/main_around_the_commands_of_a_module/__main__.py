import sys

from checkout_sdk.exception import CheckoutApiException
from shop import cli as shop_cli


def main():
    try:
        shop_cli.cli()
    except CheckoutApiException as error:
        print(error.error_details)
        sys.exit(2)


main()
