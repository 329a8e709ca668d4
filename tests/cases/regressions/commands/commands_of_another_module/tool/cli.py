import click
from tool.api import Api
from tool.payments import payments

@click.group()
@click.option("--env", type=click.Choice(["live", "sandbox"]), default="sandbox")
@click.pass_context
def cli(ctx, env):
    ctx.obj = Api(env)

cli.add_command(payments)
