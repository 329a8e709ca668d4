import os
from typing import Annotated
import httpx, typer
app = typer.Typer()
@app.command()
def hooks(url: Annotated[str, typer.Option("--url", envvar="CKO_URL")] = "https://api.checkout.com", key: Annotated[str, typer.Option(envvar="CKO_SECRET_KEY")] = ...):
    r = httpx.get(f"{url}/workflows", headers={"Authorization": key})
    r.raise_for_status()
    print(r.json())
@app.command()
def token(host: str = typer.Option("https://api.checkout.com", "--host", "-h"), key: str = typer.Option(..., envvar="CKO_SECRET_KEY")):
    r = httpx.get(f"{host}/workflows", headers={"Authorization": f"Bearer {key}"})  # want: CKO401
    print(r.json())
