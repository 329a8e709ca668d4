import os
from enum import Enum, IntEnum, StrEnum, auto

import httpx


class Env(StrEnum):
    SANDBOX = auto()
    LIVE = auto()

    @property
    def domain(self):
        return {Env.SANDBOX: "sandbox.checkout.com", Env.LIVE: "checkout.com"}[self]


class Level(IntEnum):
    SANDBOX = auto()
    LIVE = auto()


class Stage(Enum):
    SANDBOX = auto()
    LIVE = auto()


HOSTS = {"sandbox": "https://api.sandbox.checkout.com", "live": "https://api.checkout.com"}
BY_LEVEL = {1: HOSTS["sandbox"], 2: HOSTS["live"]}


def key(is_live):
    return "sk_dbyehm3cor423inl46efhhpsian" if is_live else "sk_sbox_ls6wqtvb4y3zmmdubcgfkbaedla"  # want: CKO201, CKO201


def one_domain(env: Env):
    form = {"grant_type": "client_credentials", "client_id": os.environ["ID"], "client_secret": os.environ["SECRET"]}
    response = httpx.post(f"https://access.{env.domain}/connect/token", data=form)
    response.raise_for_status()
    headers = {"Authorization": f"Bearer {response.json()['access_token']}"}
    response = httpx.get(f"https://api.{env.domain}/workflows", headers=headers)
    response.raise_for_status()
    return response.json()


def get(host, is_live):
    response = httpx.get(f"{host}/workflows", headers={"Authorization": f"Bearer {key(is_live)}"})  # want: CKO301
    response.raise_for_status()
    return response.json()


def right():
    get(HOSTS[Env.LIVE], True)
    get(BY_LEVEL[Level.SANDBOX], False)
    get(BY_LEVEL[Stage.LIVE.value], True)


def by_the_member():
    get(HOSTS[Env.LIVE], False)


def by_the_number():
    get(BY_LEVEL[Level.LIVE], False)


def by_the_value():
    get(BY_LEVEL[Stage.LIVE.value], False)
