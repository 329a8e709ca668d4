import os

import aiohttp
import httpx
from aiohttp_retry import ExponentialRetry, JitterRetry, RetryClient
from httpx_retries import Retry, RetryTransport

HEADERS = {"Authorization": "Bearer " + os.environ["CKO_SECRET_KEY"]}
URL = "https://api.checkout.com/payments/"


async def raised_by_the_client_around(pid):
    async with aiohttp.ClientSession(headers=HEADERS) as session:
        client = RetryClient(session, raise_for_status=True, retry_options=ExponentialRetry(3, statuses={500}))
        async with client.get(URL + pid) as r:
            return await r.json()


async def refused(pid):
    async with aiohttp.ClientSession(headers=HEADERS) as session:
        options = ExponentialRetry(attempts=3, statuses={401, 500})  # want: CKO404
        client = RetryClient(client_session=session, retry_options=options)
        async with client.get(URL + pid) as r:
            r.raise_for_status()
            return await r.json()


async def refused_once(pid):
    async with RetryClient(headers=HEADERS) as client:
        options = JitterRetry(statuses=[401])  # want: CKO404
        async with client.get(URL + pid, retry_options=options) as r:
            r.raise_for_status()
            return await r.json()


def through_a_transport(pid):
    retry = Retry(total=5, status_forcelist=[401, 503])  # want: CKO404
    with httpx.Client(transport=RetryTransport(retry=retry), headers=HEADERS) as client:
        r = client.get(URL + pid)
        r.raise_for_status()
        return r.json()


def unchecked(pid):
    with httpx.Client(transport=RetryTransport(retry=Retry(total=5)), headers=HEADERS) as client:
        return client.get(URL + pid).json()  # want: CKO401


class Signing(httpx.HTTPTransport):
    def handle_request(self, request):
        request.headers["Authorization"] = HEADERS["Authorization"]
        return super().handle_request(request)


def signed_by_the_one_inside(pid):
    client = httpx.Client(transport=RetryTransport(Signing(), retry=Retry(total=5)))
    client.get(URL + pid).raise_for_status()


def unsigned(pid):
    client = httpx.Client(transport=RetryTransport(httpx.HTTPTransport(), retry=Retry(total=5)))
    client.get(URL + pid).raise_for_status()  # want: CKO101
