import os
import click
import requests

URL = "https://api.checkout.com"


def filled(context, parameter, value):
    return value or os.environ["CKO_SECRET_KEY"]


@click.command()
@click.option("--asked", prompt="Secret key", default="", hide_input=True)
@click.option("--filled", default="", callback=filled)
@click.option("--empty", default="")
def workflows(asked, filled, empty):
    for_asked = requests.get(URL + "/workflows", headers={"Authorization": f"Bearer {asked}"})
    for_asked.raise_for_status()
    for_filled = requests.get(URL + "/workflows", headers={"Authorization": f"Bearer {filled}"})
    for_filled.raise_for_status()
    for_empty = requests.get(URL + "/workflows", headers={"Authorization": f"Bearer {empty}"})  # want: CKO103
    for_empty.raise_for_status()


if __name__ == "__main__":
    workflows()
