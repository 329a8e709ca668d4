import os

import niquests
from niquests import AsyncSession, Session

HOST = "https://api.sandbox.checkout.com"
HEADERS = {"Authorization": f"Bearer {os.environ['CKO_SECRET_KEY']}"}


def forgets_the_key(payment_id):
    response = niquests.get(f"{HOST}/payments/{payment_id}", timeout=5)  # want: CKO101
    response.raise_for_status()
    return response.json()


def forgets_the_status(body):
    return niquests.post(f"{HOST}/payments", json=body, headers=HEADERS).json()  # want: CKO401


def asks_the_response(body):
    response = niquests.request("POST", f"{HOST}/payments", json=body, headers=HEADERS)
    return response.json() if response else None


async def forgets_the_status_later(body):
    response = await niquests.apost(f"{HOST}/payments", json=body, headers=HEADERS)  # want: CKO401
    return response.json()


async def through_a_session(body):
    async with AsyncSession(base_url=HOST, headers=HEADERS) as session:
        first = await session.post("/payments", json=body)
        first.raise_for_status()
        second = await session.post("/payments", json=body)  # want: CKO401
    return first.json(), second.json()


def drops_the_failure(body):
    with Session() as session:
        session.headers.update(HEADERS)
        try:
            response = session.post(f"{HOST}/payments", json=body)  # want: CKO403
            response.raise_for_status()
        except niquests.HTTPError:
            pass


class Client(Session):
    def __init__(self):
        super().__init__()
        self.headers["Authorization"] = "Bearer " + os.environ["CKO_SECRET_KEY"]

    def refund(self, payment_id):
        response = self.post(f"{HOST}/payments/{payment_id}/refunds")
        if response.status_code == 401:
            raise PermissionError
        return response.json()
