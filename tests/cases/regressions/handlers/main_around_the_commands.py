import os

from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutApiException
import sys

import typer

cko = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .environment(Environment.sandbox())
    .environment_subdomain(os.environ["CKO_SUBDOMAIN"])
    .build()
)


app = typer.Typer()


@app.command()
def show(pid: str):
    typer.echo(cko.payments.get_payment_details(pid).status)


def main():
    try:
        app()
    except CheckoutApiException as error:
        typer.echo(error.error_details, err=True)
        sys.exit(2)
