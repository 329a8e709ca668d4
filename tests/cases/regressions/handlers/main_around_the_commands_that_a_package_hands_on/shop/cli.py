import click
from sdk import cko


@click.group()
def cli():
    pass


@cli.command()
@click.argument("pid")
def show(pid: str):
    click.echo(cko.payments.get_payment_details(pid).status)
