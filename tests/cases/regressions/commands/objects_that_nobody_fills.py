"""An object whose key no callback of an option sets."""

import click
import requests

URL = "https://api.checkout.com/payments"


class State:
    def __init__(self):
        self.key = None


pass_state = click.make_pass_decorator(State, ensure=True)


def show(ctx, param, value):
    click.echo(value)


@click.command()
@click.option("--id", "payment_id", callback=show, required=True)
@pass_state
def pay(state, payment_id):
    requests.get(URL, headers={"Authorization": f"Bearer {state.key}"}).raise_for_status()  # want: CKO103
