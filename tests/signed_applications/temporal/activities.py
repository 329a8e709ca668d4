import os
from dataclasses import dataclass

import httpx
from temporalio import activity
from temporalio.exceptions import ApplicationError


@dataclass
class Capture:
    payment_id: str
    amount: int


class Payments:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    @activity.defn
    async def capture(self, asked: Capture) -> str:
        response = await self.client.post(f"/payments/{asked.payment_id}/captures", json={"amount": asked.amount})
        if response.status_code in (401, 403):
            raise ApplicationError("not authorised", non_retryable=True)
        response.raise_for_status()
        return response.json()["action_id"]

    @activity.defn
    async def void(self, payment_id: str) -> None:
        response = await self.client.post(f"/payments/{payment_id}/voids")
        if response.status_code in (401, 403):
            raise ApplicationError("not authorised", non_retryable=True)
        response.raise_for_status()
