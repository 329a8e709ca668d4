"""Decorators of the project that pass an object."""

import os, functools
import click, requests

def pass_client(f):
    @click.pass_context
    def wrapper(ctx, *args, **kwargs):
        return ctx.invoke(f, ctx.obj["client"], *args, **kwargs)
    return functools.update_wrapper(wrapper, f)

class Client(requests.Session):
    def __init__(self, key):
        super().__init__()
        self.headers["Authorization"] = f"Bearer {key}"

@click.group()
@click.pass_context
def cli(ctx):
    ctx.obj = {"client": Client(os.environ["CKO_SECRET_KEY"])}

@cli.command()
@click.argument("pid")
@pass_client
def show(client, pid):
    r = client.get(f"https://api.checkout.com/payments/{pid}")
    r.raise_for_status()
    click.echo(r.text)
@cli.group()
@click.pass_obj
def disputes(obj):
    obj["session"] = requests.Session()
    obj["session"].headers.update({"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"})
@disputes.command()
@click.pass_obj
def listed(obj):
    r = obj["session"].get("https://api.checkout.com/disputes")
    r.raise_for_status()
    click.echo(r.text)
