"""A session that a group signs, which it gets by a function that returns it."""

import os

import click
import requests

URL = "https://api.checkout.com/payments"


def current():
    return click.get_current_context().obj


@click.group()
@click.pass_context
def cli(ctx):
    ctx.obj = requests.Session()


@cli.group()
def signed():
    current().headers["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"


@signed.command()
@click.pass_obj
def pay(session):
    session.get(URL).raise_for_status()
