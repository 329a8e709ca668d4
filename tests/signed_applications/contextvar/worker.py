import asyncio
import dataclasses
import os

from payments import PaymentFailed, details, void
from tenancy import acting_for


@dataclasses.dataclass
class Tenant:
    name: str
    secret_key: str


async def sweep(tenant, ids):
    async with acting_for(tenant):
        for payment_id in ids:
            try:
                if (await details(payment_id))["status"] == "Authorized":
                    print(tenant.name, await void(payment_id, "expired"))
            except PaymentFailed as error:
                print("failed", error)


async def main():
    tenants = [Tenant("one", os.environ["ONE_SECRET_KEY"]), Tenant("two", os.environ["TWO_SECRET_KEY"])]
    await asyncio.gather(*(sweep(tenant, ["pay_a", "pay_b"]) for tenant in tenants))


asyncio.run(main())
