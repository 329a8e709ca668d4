import os

import pycurl
import treq
from twisted.web.http_headers import Headers

URL = "https://api.sandbox.checkout.com/payments"
KEY = f"Bearer {os.environ['CKO_SECRET_KEY']}"
HEADERS = Headers({"Accept": ["application/json"]})
OTHER_HEADERS = Headers({"Accept": ["application/json"]})
HANDLE = pycurl.Curl()
HANDLE.setopt(pycurl.URL, URL)
OTHER_HANDLE = pycurl.Curl()
OTHER_HANDLE.setopt(pycurl.URL, URL)


async def with_shared_headers(card):
    assert (await treq.post(URL, json=card, headers=HEADERS)).code == 201
    assert (await treq.post(URL, json=card, headers=OTHER_HEADERS)).code == 201  # want: CKO101


def with_a_shared_handle():
    HANDLE.perform()
    assert HANDLE.getinfo(pycurl.RESPONSE_CODE) == 200
    OTHER_HANDLE.perform()  # want: CKO101
    assert OTHER_HANDLE.getinfo(pycurl.RESPONSE_CODE) == 200


def sign():
    HEADERS.setRawHeaders("Authorization", [KEY])
    HANDLE.setopt(pycurl.HTTPHEADER, [f"Authorization: {KEY}"])
