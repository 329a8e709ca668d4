"""Groups that make an object each."""

import os
import click, requests
@click.group()
@click.pass_context
def cli(ctx):
    """x"""
@cli.group()
@click.pass_context
def public(ctx):
    ctx.obj = requests.Session()
@cli.group()
@click.pass_context
def secret(ctx):
    ctx.obj = requests.Session()
    ctx.obj.headers["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"
@secret.command()
@click.pass_obj
def disputes(session):
    r = session.get("https://api.checkout.com/disputes")
    r.raise_for_status()
    click.echo(r.text)
