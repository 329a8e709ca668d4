import os, ssl, aiohttp

H = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


async def get():
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=False)) as s:
        async with s.get("https://api.checkout.com/payments/x", headers=H, ssl=ssl.create_default_context()) as r:
            r.raise_for_status()
