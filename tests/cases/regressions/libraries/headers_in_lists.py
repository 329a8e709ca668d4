"""With Twisted, the values of headers may stand in lists, and its agent takes headers of its own class."""

import os

import treq
from treq.client import HTTPClient
from twisted.internet import reactor
from twisted.web.client import Agent, BrowserLikeRedirectAgent, readBody
from twisted.web.http_headers import Headers

KEY = os.environ["CKO_SECRET_KEY"]
PUBLIC_KEY = os.environ["CKO_PUBLIC_KEY"]
URL = "https://api.checkout.com/workflows"


def checked(answer):
    if answer.code != 200:
        raise RuntimeError(answer.code)
    return answer


async def by_a_list():
    return await checked(await treq.get(URL, headers={"Authorization": [f"Bearer {KEY}"]})).json()


async def by_a_list_of_another_scheme():
    return await checked(await treq.get(URL, headers={"Authorization": [f"Basic {KEY}"]})).json()  # want: CKO102


async def by_an_empty_list():
    return await checked(await treq.get(URL, headers={"Authorization": []})).json()  # want: CKO101


async def by_a_list_of_several():
    return await checked(await treq.get(URL, headers={"Authorization": [f"Basic {KEY}", f"Bearer {KEY}"]})).json()


async def by_headers():
    headers = Headers({b"Accept": [b"application/json"]})
    headers.addRawHeader(b"Authorization", f"Bearer {KEY}".encode())
    return await checked(await treq.get(URL, headers=headers)).json()


async def by_headers_that_are_removed():
    headers = Headers({"Authorization": [f"Bearer {KEY}"]})
    headers.removeHeader("Authorization")
    return await checked(await treq.get(URL, headers=headers)).json()  # want: CKO101


async def by_an_agent():
    agent = BrowserLikeRedirectAgent(Agent(reactor))
    answer = await agent.request(b"GET", URL.encode(), Headers({"Authorization": [f"Bearer {KEY}"]}), None)
    return await readBody(checked(answer))


async def by_an_agent_with_another_key():
    headers = Headers({"Authorization": [f"Bearer {PUBLIC_KEY}"]})
    answer = await Agent(reactor).request(b"GET", URL.encode(), headers)  # want: CKO501
    return await readBody(checked(answer))


async def by_a_client_that_checks_nothing():
    client = HTTPClient(Agent(reactor))
    answer = await client.get(URL, headers={"Authorization": [f"Bearer {KEY}"]})  # want: CKO401
    return await treq.json_content(answer)
