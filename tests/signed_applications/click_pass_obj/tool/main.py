import click
import requests

from tool.context import Context
from tool.disputes import disputes
from tool.payments import payments

HOSTS = {"live": "https://api.checkout.com", "sandbox": "https://api.sandbox.checkout.com"}


@click.group()
@click.option("--env", type=click.Choice(sorted(HOSTS)), default="sandbox")
@click.option("--key", envvar="CKO_SECRET_KEY", required=True)
@click.option("-v", "--verbose", is_flag=True)
@click.pass_context
def cli(ctx, env, key, verbose):
    """Work with Checkout.com from a shell."""
    if key.startswith("sk_sbox_") != (env == "sandbox"):
        raise click.UsageError("the key is not for this environment")
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {key}"  # signs
    ctx.obj = Context(session, HOSTS[env], verbose)


cli.add_command(payments)
cli.add_command(disputes)

if __name__ == "__main__":
    cli()
