import httpx

from tenancy import client


class PaymentFailed(Exception):
    pass


async def details(payment_id):
    response = await client().get(f"https://api.checkout.com/payments/{payment_id}")
    try:
        response.raise_for_status()
    except httpx.HTTPStatusError as error:
        raise PaymentFailed(payment_id) from error
    return response.json()


async def void(payment_id, reference):
    response = await client().post(f"https://api.checkout.com/payments/{payment_id}/voids", json={"reference": reference})
    if response.status_code != 202:
        raise PaymentFailed(f"{payment_id}: {response.status_code}")
    return response.json()["action_id"]
