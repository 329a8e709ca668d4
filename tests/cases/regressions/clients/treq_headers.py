import os

import treq
from treq.client import HTTPClient
from twisted.internet import reactor
from twisted.web.client import Agent
from twisted.web.http_headers import Headers

URL = "https://api.sandbox.checkout.com/payments"
TOKENS = "https://api.sandbox.checkout.com/tokens"
KEY = f"Bearer {os.environ['CKO_SECRET_KEY']}"


async def set_later(payment):
    headers = Headers()
    headers.setRawHeaders("Authorization", [KEY])
    response = await treq.get(f"{URL}/{payment}", headers=headers)
    if response.code != 200:
        raise RuntimeError(response.code)
    return await treq.json_content(response)


async def copied(card):
    headers = Headers({"Authorization": [KEY]})
    other = headers.copy()
    other.removeHeader("Authorization")
    assert (await treq.post(TOKENS, json=card, headers=headers)).code == 201  # want: CKO502
    assert (await treq.post(URL, json=card, headers=other)).code == 201  # want: CKO101
    assert headers.hasHeader("Authorization")


async def removed_by_a_name_that_is_not_known(card, name):
    headers = Headers({"Authorization": [KEY]})
    headers.removeHeader(name)
    headers.addRawHeader("Authorization", KEY)
    assert (await treq.post(URL, json=card, headers=headers)).code == 201


async def by_position(card):
    response = await treq.request("POST", TOKENS, Headers({"Authorization": [KEY]}))  # want: CKO502
    assert response.code == 201
    agent = Agent(reactor)
    assert (await agent.request(b"GET", URL.encode(), Headers({"Accept": ["*/*"]}))).code == 200  # want: CKO101


async def of_an_unknown_agent(card, agent):
    assert (await HTTPClient(agent).post(URL, json=card)).code == 201
    assert (await HTTPClient(Agent(reactor)).post(URL, json=card)).code == 201  # want: CKO101


async def of_unknown_headers(card, headers):
    assert (await treq.post(URL, json=card, headers=headers)).code == 201
    assert (await treq.post(URL, json=card, headers=Headers(headers))).code == 201
    await treq.text_content(await headers.fetch())
