"""A client of the SDK in the context."""

import os
import click
from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutApiException

@click.group()
@click.pass_context
def cli(ctx):
    ctx.obj = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"]).environment(Environment.sandbox()).build()

@cli.command()
@click.argument("pid")
@click.pass_obj
def show(api, pid):
    try:
        click.echo(api.payments.get_payment_details(pid).status)
    except CheckoutApiException as e:
        raise click.ClickException(str(e))

@cli.command()
@click.argument("pid")
@click.pass_obj
def void(api, pid):
    api.payments.void_payment(pid)  # want: CKO402
