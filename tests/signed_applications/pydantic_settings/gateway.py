from typing import Annotated

import httpx
from fastapi import Depends, HTTPException

from settings import Settings, get_settings


async def get_client(settings: Annotated[Settings, Depends(get_settings)]):
    headers = {
        "Authorization": f"Bearer {settings.checkout.secret_key.get_secret_value()}",  # signs
        "Accept": "application/json",
    }
    async with httpx.AsyncClient(base_url=str(settings.checkout.base_url), headers=headers) as client:
        yield client


class Gateway:
    def __init__(self, client: Annotated[httpx.AsyncClient, Depends(get_client)]):
        self.client = client

    async def request(self, method: str, path: str, **kwargs):
        response = await self.client.request(method, path, **kwargs)
        if response.is_error:
            raise HTTPException(502, detail={"provider": response.status_code})
        return response.json()
