import logging
import os
import pprint
import sys
from dataclasses import asdict, dataclass, field

import click
import httpx
import requests
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings

log = logging.getLogger(__name__)
KEY = os.environ["CKO_SECRET_KEY"]
URL = "https://api.sandbox.checkout.com/workflows"
HEADERS = {"Authorization": f"Bearer {KEY}"}


class Settings(BaseSettings):
    cko_secret_key: SecretStr
    cko_public_key: str = ""
    cko_url: str = URL


@dataclass
class Conf:
    secret_key: str = field(default=os.environ["CKO_SECRET_KEY"], repr=False)
    url: str = URL


class Quiet:
    def __init__(self):
        self.secret_key = KEY

    def __repr__(self):
        return "<Quiet>"


@dataclass
class Own:
    cko_secret_key: str = KEY

    def __str__(self):
        return "Own(***)"


settings, conf, quiet, own = Settings(), Conf(), Quiet(), Own()


def objects():
    print(settings)
    log.info("%s", settings.model_dump())
    print(conf, quiet, own)
    click.echo(f"{conf!r} {own}")


def masked(value):
    if not isinstance(value, str):
        return "<none>"
    return value[:8] + "..." if len(value) > 12 else "***"


def shown():
    pprint.pprint({**HEADERS, "Authorization": "***"})
    print(f"{masked(KEY)!r}")
    click.echo(f"key set: {bool(KEY)}, {len(KEY)=}")
    sys.stderr.write("starting\n")
    print({name: "***" if name == "Authorization" else value for name, value in HEADERS.items()})


def sent():
    response = requests.get(URL, headers=HEADERS)
    log.debug("sent %s %s", response.request.method, response.request.url)
    log.debug("got %s", response.headers)
    log.debug("type %s", response.request.headers.get("Content-Type"))
    response.raise_for_status()


def show(request):
    log.debug("%s %s", request.method, request.url)
    log.debug("%s", {k: v for k, v in request.headers.items() if k.lower() != "authorization"})


def hooked():
    with httpx.Client(headers=HEADERS, event_hooks={"request": [show]}) as client:
        client.get(URL).raise_for_status()


def leave():
    if not KEY.startswith("sk_"):
        sys.exit(f"not a key: {KEY[:8]}...")


def written(path):
    with open(path, "w") as file:
        print(KEY, file=file)
        file.write(f"CKO_SECRET_KEY={KEY}\n")


def token():
    answer = requests.post("https://access.sandbox.checkout.com/connect/token", auth=(os.environ["CKO_CLIENT_ID"], os.environ["CKO_CLIENT_SECRET"]), data={"grant_type": "client_credentials"})
    answer.raise_for_status()
    access = answer.json()["access_token"]
    log.info("token for %s seconds", answer.json()["expires_in"])
    requests.get(URL, headers={"Authorization": f"Bearer {access}"}).raise_for_status()
    print("client", os.environ["CKO_CLIENT_ID"])
