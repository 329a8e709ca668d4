import os, aiohttp
from aiohttp_retry import RetryClient, ExponentialRetry
async def get():
    async with aiohttp.ClientSession(headers={"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}) as session:
        client = RetryClient(session, retry_options=ExponentialRetry(attempts=2))
        async with client.get("https://api.checkout.com/workflows") as r:
            r.raise_for_status()
            return await r.json()
async def bare():
    client = RetryClient(raise_for_status=True, headers={"Accept": "application/json"})
    async with client.get("https://api.checkout.com/workflows") as r:  # want: CKO101
        data = await r.json()
    await client.close()
    return data
