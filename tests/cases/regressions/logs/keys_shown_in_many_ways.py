import logging
import os
import pprint
import shlex
import sys
from dataclasses import asdict, dataclass

import aiohttp
import click
import httpx
import requests
import rich
import typer
from pydantic_settings import BaseSettings
from rich.console import Console

log = logging.getLogger(__name__)
KEY = os.environ["CKO_SECRET_KEY"]
URL = "https://api.sandbox.checkout.com/workflows"
HEADERS = {"Authorization": f"Bearer {KEY}"}
console = Console()


class Settings(BaseSettings):
    cko_secret_key: str
    cko_url: str = URL


@dataclass
class Conf:
    secret_key: str = os.environ["CKO_SECRET_KEY"]


settings = Settings()
conf = Conf()


def printed():
    pprint.pprint(HEADERS)  # want: CKO208
    print(pprint.pformat(HEADERS))  # want: CKO208
    click.echo(f"using {KEY}")  # want: CKO208
    typer.secho(KEY)  # want: CKO208
    rich.print(HEADERS)  # want: CKO208
    console.print(KEY)  # want: CKO208
    sys.stderr.write(f"{KEY}\n")  # want: CKO208
    print(f"{KEY!r}")  # want: CKO208
    print(f"{KEY=}")  # want: CKO208
    print(repr(KEY))  # want: CKO208
    print("key %r" % KEY)  # want: CKO208
    print("key {!r}".format(KEY))  # want: CKO208
    print(" ".join(["curl", "-H", shlex.quote("Authorization: " + HEADERS["Authorization"])]))  # want: CKO208


def objects():
    print(settings)  # want: CKO208
    log.info("settings %s", settings.model_dump())  # want: CKO208
    log.info(f"{settings}")  # want: CKO208
    print(asdict(conf))  # want: CKO208
    print(vars(conf))  # want: CKO208


def sent():
    response = requests.get(URL, headers=HEADERS)
    log.debug("sent %s", response.request.headers)  # want: CKO208
    for name, value in response.request.headers.items():
        print(name, value)  # want: CKO208
    response.raise_for_status()


async def asynchronous():
    async with aiohttp.ClientSession(headers=HEADERS) as session, session.get(URL) as response:
        log.debug(response.request_info.headers)  # want: CKO208
        response.raise_for_status()


def show(request):
    log.debug("%s", dict(request.headers))  # want: CKO208


def hooked():
    with httpx.Client(headers=HEADERS, event_hooks={"request": [show]}) as client:
        client.get(URL).raise_for_status()


def leave():
    if not KEY.startswith("sk_"):
        sys.exit(f"not a key: {KEY}")  # want: CKO208


def token():
    answer = requests.post("https://access.sandbox.checkout.com/connect/token", auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]), data={"grant_type": "client_credentials"})
    answer.raise_for_status()
    access = answer.json()["access_token"]
    print("token", access)  # want: CKO208
    requests.get(URL, headers={"Authorization": f"Bearer {access}"}).raise_for_status()
    print(os.environ["CKO_CLIENT_SECRET"])  # want: CKO208
