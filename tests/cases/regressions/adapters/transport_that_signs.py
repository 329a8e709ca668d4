import os
import httpx

class Sign(httpx.AsyncHTTPTransport):
    def __init__(self, key, **kw):
        super().__init__(**kw)
        self._key = key
    async def handle_async_request(self, request):
        request.headers["authorization"] = f"Bearer {self._key}"
        return await super().handle_async_request(request)

async def get():
    async with httpx.AsyncClient(transport=Sign(os.environ["CKO_SECRET_KEY"])) as client:
        r = await client.get("https://api.sandbox.checkout.com/workflows")
        r.raise_for_status()
        return r.json()
