"""What the function of a group puts into the dictionary of its context is what the commands find."""

import os
import click, requests

@click.group()
@click.option("--base", default="https://api.sandbox.checkout.com")
@click.pass_context
def cli(ctx, base):
    session = requests.Session()
    ctx.ensure_object(dict)
    ctx.obj["session"] = session
    ctx.obj["base"] = base

@cli.command()
@click.argument("payment_id")
@click.pass_context
def show(ctx, payment_id):
    r = ctx.obj["session"].get(f"{ctx.obj['base']}/payments/{payment_id}")  # want: CKO101
    r.raise_for_status()
    click.echo(r.text)

@cli.command()
@click.argument("payment_id")
@click.pass_obj
def void(obj, payment_id):
    r = obj["session"].post(f"{obj['base']}/payments/{payment_id}/voids")  # want: CKO101
    r.raise_for_status()

if __name__ == "__main__":
    cli(obj={})
