import asyncio
import os

import aiohttp

AUTH = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


async def one(session, payment_id):
    async with session.get(f"/payments/{payment_id}") as reply:  # want: CKO401
        body = await reply.json()
    return body["status"]


async def one_checked(session, payment_id):
    async with session.get(f"/payments/{payment_id}", raise_for_status=True) as reply:
        return (await reply.json())["status"]


async def many(payment_ids):
    async with aiohttp.ClientSession("https://api.sandbox.checkout.com", headers=AUTH) as session:
        loose = await asyncio.gather(*(one(session, payment_id) for payment_id in payment_ids))
        strict = await asyncio.gather(*[one_checked(session, payment_id) for payment_id in payment_ids])
    return loose, strict
