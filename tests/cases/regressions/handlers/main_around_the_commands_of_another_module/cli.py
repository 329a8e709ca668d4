import typer
from sdk import cko

app = typer.Typer()


@app.command()
def show(pid: str):
    typer.echo(cko.payments.get_payment_details(pid).status)
