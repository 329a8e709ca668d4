"""A context manager that yields on several ways: the body runs on each of them."""

import os
from contextlib import asynccontextmanager, contextmanager

import httpx

LIVE, SANDBOX = "https://api.checkout.com", "https://api.sandbox.checkout.com"


@contextmanager
def signed(live):
    headers = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}
    if live:
        yield httpx.Client(base_url=LIVE, headers=headers)
    else:
        yield httpx.Client(base_url=SANDBOX, headers=headers)


def checked(live):
    with signed(live) as client:
        response = client.get("/workflows")
    response.raise_for_status()
    return response.json()


def unchecked(live):
    with signed(live) as client:
        response = client.get("/workflows")  # want: CKO401
    return response.json()


@contextmanager
def signed_on_live(live):
    if live:
        with httpx.Client(base_url=LIVE, headers={"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}) as client:
            yield client
    else:
        with httpx.Client(base_url=SANDBOX) as client:
            yield client


def unsigned_in_the_sandbox(live):
    with signed_on_live(live) as client:
        response = client.get("/workflows")  # want: CKO101
        response.raise_for_status()
        return response.json()


@asynccontextmanager
async def given_or_own(given=None):
    if given is not None:
        yield given
        return
    async with httpx.AsyncClient(base_url=LIVE) as client:
        yield client


async def unsigned_by_itself(given=None):
    async with given_or_own(given) as client:
        response = await client.get("/workflows")  # want: CKO101
        response.raise_for_status()
        return response.json()
