"""The same, signed."""

import os
import click, requests

@click.group()
@click.option("--base", default="https://api.sandbox.checkout.com")
@click.pass_context
def cli(ctx, base):
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"
    ctx.ensure_object(dict)
    ctx.obj["session"] = session
    ctx.obj["base"] = base

@cli.command()
@click.argument("payment_id")
@click.pass_context
def show(ctx, payment_id):
    r = ctx.obj["session"].get(f"{ctx.obj['base']}/payments/{payment_id}")
    r.raise_for_status()
    click.echo(r.text)

@cli.command()
@click.argument("payment_id")
@click.pass_obj
def void(obj, payment_id):
    r = obj["session"].post(f"{obj['base']}/payments/{payment_id}/voids")
    r.raise_for_status()

if __name__ == "__main__":
    cli(obj={})
