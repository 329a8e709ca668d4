import os
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, contextmanager

import httpx
import requests
from checkout_sdk.checkout_sdk import CheckoutSdk
from checkout_sdk.environment import Environment
from checkout_sdk.exception import CheckoutApiException


@contextmanager
def session(header):
    with requests.Session() as made:
        made.headers[header] = f"Bearer {os.environ['CKO_SECRET_KEY']}"
        yield made


@asynccontextmanager
async def client():
    async with httpx.AsyncClient(base_url="https://api.checkout.com") as made:
        made.headers["Authorization"] = f"Bearer {os.environ['CKO_SECRET_KEY']}"
        yield made


@contextmanager
def sdk():
    builder = CheckoutSdk.builder().secret_key(os.environ["CKO_SECRET_KEY"])
    try:
        yield builder.environment(Environment.production()).environment_subdomain("abc1").build()
    except CheckoutApiException as error:
        raise SystemExit(str(error)) from error


def workflows():
    with ExitStack() as stack:
        right = stack.enter_context(session("Authorization"))
        right.get("https://api.checkout.com/workflows").raise_for_status()
        wrong = stack.enter_context(session("X-Trace"))
        wrong.get("https://api.checkout.com/workflows").raise_for_status()  # want: CKO101


async def reports():
    async with AsyncExitStack() as stack:
        made = await stack.enter_async_context(client())
        answer = await made.get("/reports")
        answer.raise_for_status()
        await made.get("/reports")  # want: CKO401


def details(payment):
    with ExitStack() as stack:
        api = stack.enter_context(sdk())
        return api.payments.get_payment_details(payment)
