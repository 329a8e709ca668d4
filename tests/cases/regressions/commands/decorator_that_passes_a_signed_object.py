"""A group that signs what a decorator passes to it and to its commands."""

import os
import click, requests

class Config:
    def __init__(self):
        self.base = "https://api.checkout.com"
        self.headers = {"Accept": "application/json"}

pass_config = click.make_pass_decorator(Config, ensure=True)

@click.group()
@click.option("--key", envvar="CKO_SECRET_KEY")
@pass_config
def cli(config, key):
    config.headers["Authorization"] = f"Bearer {key}"

@cli.command()
@click.argument("pid")
@pass_config
def show(config, pid):
    r = requests.get(f"{config.base}/payments/{pid}", headers=config.headers)
    r.raise_for_status()
    click.echo(r.text)
