import click

from tool.context import Context

pass_context = click.make_pass_decorator(Context)


@click.command("disputes")
@click.option("--status")
@pass_context
def disputes(context, status):
    """List disputes."""
    params = {"statuses": status} if status else {}
    for dispute in context.get("/disputes", **params)["data"]:
        click.echo(dispute["id"])
