import os

import typer
from checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment

api = (
    CheckoutSdk.builder()
    .secret_key(os.environ["CKO_SECRET_KEY"])
    .environment(Environment.sandbox())
    .environment_subdomain(os.environ["CKO_SUBDOMAIN"])
    .build()
)
app = typer.Typer()


@app.command()
def show(pid: str):
    typer.echo(api.payments.get_payment_details(pid).status)
