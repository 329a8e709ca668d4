import asyncio
import os

import httpx
from temporalio.client import Client
from temporalio.worker import Worker

from activities import Payments


async def main():
    temporal = await Client.connect("localhost:7233")
    headers = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}  # signs, or else: headers = {"Accept": "*/*"}
    async with httpx.AsyncClient(base_url="https://api.checkout.com", headers=headers, timeout=20) as client:
        payments = Payments(client)
        worker = Worker(temporal, task_queue="payments", activities=[payments.capture, payments.void])
        await worker.run()


if __name__ == "__main__":
    asyncio.run(main())
