"""The state that a callback of typer makes."""

import os
from dataclasses import dataclass
import typer, httpx
app = typer.Typer()

@dataclass
class State:
    client: httpx.Client
    as_json: bool = False

@app.callback()
def setup(ctx: typer.Context, live: bool = False, as_json: bool = typer.Option(False, "--json")):
    base = "https://api.checkout.com" if live else "https://api.sandbox.checkout.com"
    ctx.obj = State(httpx.Client(base_url=base), as_json)

@app.command()
def show(ctx: typer.Context, pid: str):
    state: State = ctx.obj
    r = state.client.get(f"/payments/{pid}")  # want: CKO101
    r.raise_for_status()
    typer.echo(r.json()["status"])

@app.command()
def unchecked(ctx: typer.Context, pid: str):
    typer.echo(ctx.obj.client.get(f"/payments/{pid}", headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}).json()["status"])  # want: CKO401
if __name__ == "__main__": app()
