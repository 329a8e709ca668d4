import os

import treq
from twisted.web.http_headers import Headers

URL = "https://api.sandbox.checkout.com/payments"
KEY = f"Bearer {os.environ['CKO_SECRET_KEY']}"
HEADERS = Headers({"Accept": ["application/json"]})
OTHER_HEADERS = Headers({"Accept": ["application/json"]})


async def with_shared_headers(card):
    assert (await treq.post(URL, json=card, headers=HEADERS)).code == 201
    assert (await treq.post(URL, json=card, headers=OTHER_HEADERS)).code == 201  # want: CKO101


def sign():
    HEADERS.setRawHeaders("Authorization", [KEY])
