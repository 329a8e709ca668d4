"""A decorator that passes an object of a class, and makes it if need be."""

import os
import click, requests

class Config:
    def __init__(self):
        self.base = "https://api.checkout.com"
        self.headers = {"Accept": "application/json"}

pass_config = click.make_pass_decorator(Config, ensure=True)

@click.group()
@pass_config
def cli(config):
    pass

@cli.command()
@click.argument("pid")
@pass_config
def show(config, pid):
    r = requests.get(f"{config.base}/payments/{pid}", headers=config.headers)  # want: CKO101
    r.raise_for_status()
    click.echo(r.text)
