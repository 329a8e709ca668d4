"""The object of the context is passed to commands, whoever starts the group."""

import click, httpx

class Checkout:
    def __init__(self, base, key):
        self.http = httpx.Client(base_url=base)
    def payment(self, pid):
        r = self.http.get(f"/payments/{pid}")  # want: CKO101
        r.raise_for_status()
        return r.json()

@click.group()
@click.option("--key", envvar="CKO_SECRET_KEY", required=True)
@click.pass_context
def main(ctx, key):
    ctx.obj = Checkout("https://api.checkout.com", key)

@main.command()
@click.argument("pid")
@click.pass_obj
def show(api: Checkout, pid):
    click.echo(api.payment(pid)["status"])

@main.command("raw")
@click.argument("pid")
@click.pass_obj
def raw(api, pid):
    r = api.http.get(f"/payments/{pid}/actions")  # want: CKO101
    r.raise_for_status()
    click.echo(r.text)
main()
