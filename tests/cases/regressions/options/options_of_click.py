import click, requests, os
@click.group()
def cli():
    pass
@cli.command()
@click.argument("pid")
@click.option("-u", "--base-url", default="https://api.checkout.com", show_default=True)
@click.option("--key", envvar="CKO_SECRET_KEY", required=True)
def show(pid, base_url, key):
    r = requests.get(f"{base_url}/payments/{pid}", headers={"Authorization": f"Bearer {key}"})
    if r.status_code != 200:
        raise click.ClickException(r.text)
    click.echo(r.json()["status"])
@cli.command()
@click.option("-u", "--base-url", "base", default="https://api.checkout.com")
def hooks(base):
    r = requests.get(base + "/workflows", headers={"Accept": "application/json"})  # want: CKO101
    if r.status_code != 200:
        raise click.ClickException(r.text)
