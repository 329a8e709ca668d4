"""A group that signs what an outer group has made."""

import os
import click, requests

@click.group()
@click.pass_context
def cli(ctx):
    ctx.obj = requests.Session()

@cli.group()
@click.option("--key", envvar="CKO_SECRET_KEY")
@click.pass_obj
def payments(session, key):
    session.headers["Authorization"] = f"Bearer {key}"

@payments.command()
@click.argument("pid")
@click.pass_obj
def show(session, pid):
    r = session.get(f"https://api.checkout.com/payments/{pid}")
    r.raise_for_status()
    click.echo(r.text)

@payments.command()
@click.argument("pid")
def again(pid):
    session = click.get_current_context().obj
    r = session.get(f"https://api.checkout.com/payments/{pid}")
    r.raise_for_status()
    click.echo(r.text)
