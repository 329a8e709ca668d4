import asyncio
import os

import anyio
import requests

API = "https://api.sandbox.checkout.com"
HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


async def one():
    tasks = {asyncio.create_task(asyncio.to_thread(requests.get, API + path, headers=HEADERS)): path for path in ("/workflows", "/disputes")}
    done, _ = await asyncio.wait(tasks)
    for task in done:
        response = task.result()
        response.raise_for_status()
        print(tasks[task], response.json())


async def two():
    results = []

    async def work(path):
        results.append(await anyio.to_thread.run_sync(lambda: requests.get(API + path, headers=HEADERS)))

    async with anyio.create_task_group() as group:
        for path in ("/workflows", "/disputes"):
            group.start_soon(work, path)
    for response in results:
        response.raise_for_status()
        print(response.json())


async def three():
    async def work(path):
        response = requests.get(API + path, headers=HEADERS)  # want: CKO401
        print(response.json())

    async with anyio.create_task_group() as group:
        group.start_soon(work, "/reports")
