import click, requests
def shared(f):
    for option in (click.option("--url", default="https://api.sandbox.checkout.com"), click.option("--key", required=True)):
        f = option(f)
    return f
@click.command()
@shared
def hooks(url, key):
    r = requests.get(f"{url}/workflows", headers={"Authorization": f"Token {key}"})  # want: CKO102
    r.raise_for_status()
