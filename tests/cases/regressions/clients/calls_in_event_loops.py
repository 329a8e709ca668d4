import asyncio
import os
import threading
from multiprocessing import Pool

import anyio
import httpx
import requests
from django.db import transaction

URL = "https://api.sandbox.checkout.com/payments"
HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


def unchecked(payment):
    return requests.get(f"{URL}/{payment}", headers=HEADERS)  # want: CKO401


def checked(payment):
    response = requests.get(f"{URL}/{payment}", headers=HEADERS)
    response.raise_for_status()
    return response


def in_an_executor(payment):
    loop = asyncio.get_event_loop()
    return loop.run_until_complete(loop.run_in_executor(None, unchecked, payment)).json()


async def in_a_thread(payment):
    loop = asyncio.get_running_loop()
    task = loop.create_task(asyncio.to_thread(checked, payment))
    loop.set_debug(True)
    return (await task).json()


async def fetched():
    async with httpx.AsyncClient(headers=HEADERS) as client:
        response = await client.get(f"{URL}/pay_1")
        return response


def run_to_its_end():
    response = anyio.run(fetched)
    response.raise_for_status()
    return response.json()


async def with_errors_as_results(payments):
    async with httpx.AsyncClient(headers=HEADERS) as client:
        first, second = await asyncio.gather(
            client.get(f"{URL}/{payments[0]}"), client.get(f"{URL}/{payments[1]}"), return_exceptions=True
        )
    if isinstance(first, Exception) or isinstance(second, Exception):
        raise RuntimeError
    return first.json(), second.json()


def in_a_pool(payments):
    with Pool() as pool:
        pending = pool.map_async(unchecked, payments)
        pool.close()
        return [response.json() for response in pending.get()]


def by_others(callback, payment):
    threading.Thread(target=callback).start()
    transaction.on_commit(callback)
    transaction.on_commit(lambda: checked(payment), robust=True)
    asyncio.get_event_loop().call_later(5)


def in_a_thread_of_its_own(payment):
    thread = threading.Thread(target=unchecked, args=(payment,))
    thread.start()
