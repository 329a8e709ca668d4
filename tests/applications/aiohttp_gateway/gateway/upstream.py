import aiohttp

from gateway.config import target
from gateway.errors import UpstreamError


class Upstream:
    """Owns the session; entered when the application starts."""

    def __init__(self):
        self._target = target()
        self._session = None

    async def open(self):
        self._session = aiohttp.ClientSession(
            headers={"Authorization": "Bearer %s" % self._target.key},
            timeout=aiohttp.ClientTimeout(total=10),
        )

    async def close(self):
        await self._session.close()

    async def call(self, method, path, **kwargs):
        async with self._session.request(method, f"{self._target.url}/{path}", **kwargs) as response:
            if response.status >= 400:
                raise UpstreamError(response.status, response.headers.get("Cko-Request-Id"))
            return await response.json()


async def healthy():
    where = target()
    headers = {"Accept": "application/json"}
    headers["Authorization"] = f"Bearer {where.key}"
    async with aiohttp.ClientSession() as session:
        response = await session.get(f"{where.url}/workflows", headers=headers)
        return response.status == 200
