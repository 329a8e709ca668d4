import sys

import typer
from checkout_sdk.exception import CheckoutApiException
from names import *


def main():
    try:
        app()
    except CheckoutApiException as error:
        typer.echo(error.error_details, err=True)
        sys.exit(2)
