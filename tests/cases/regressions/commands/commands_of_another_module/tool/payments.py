import click

@click.group()
def payments():
    """Payments."""

@payments.command()
@click.argument("pid")
@click.pass_obj
def show(api, pid):
    r = api.request("GET", f"/payments/{pid}")
    r.raise_for_status()
    click.echo(r.text)

@payments.command()
@click.argument("pid")
@click.pass_obj
def void(api, pid):
    r = api.request("POST", f"/payments/{pid}/voids")
    r.raise_for_status()
    click.echo(r.text)
