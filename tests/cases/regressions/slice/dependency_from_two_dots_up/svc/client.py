import httpx
class PayClient:
    def __init__(self, url, secret):
        self._http = httpx.AsyncClient(base_url=url, headers={"X-Request": "1"})
    async def get(self, pid):
        r = await self._http.get(f"/payments/{pid}")  # want: CKO101
        r.raise_for_status()
        return r.json()
