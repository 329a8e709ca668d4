import click


@click.group()
def payments():
    """Payments."""


@payments.command()
@click.argument("payment_id")
@click.pass_obj
def show(context, payment_id):
    found = context.get(f"/payments/{payment_id}")
    click.echo(f"{found['id']} {found['status']}")


@payments.command()
@click.argument("payment_id")
@click.option("--amount", type=int)
@click.pass_obj
def capture(context, payment_id, amount):
    done = context.post(f"/payments/{payment_id}/captures", {"amount": amount} if amount else {})
    click.echo(done["action_id"])
